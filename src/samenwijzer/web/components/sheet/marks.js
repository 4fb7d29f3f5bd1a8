// How marks are written: one digit on the four-step scale (points 0), or a number with a decimal comma or point.
const NUMBER = /^\d{1,3}([.,]\d{0,2})?$/;

export function parse(text, points) {
  const written = text.trim();
  if (written === "") return null;
  if (!NUMBER.test(written)) return undefined;
  const value = Number(written.replace(",", "."));
  const fits = points === 0 ? [1, 2, 3, 4].includes(value) : value <= points;
  return fits ? value : undefined;
}

export function format(value) {
  if (value === null) return "";
  return String(value).replace(".", document.documentElement.lang === "nl" ? "," : ".");
}

// Whether no further digit fits, so that the cursor can move on by itself.
export function isFull(text, points) {
  if (points === 0) return true;
  return !/[.,]/.test(text) && (Number(text) === 0 || Number(text) * 10 > points);
}
