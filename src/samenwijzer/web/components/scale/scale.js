// The marker of a scale is dragged to another descriptor with mouse or finger; the radio button under it says the rest,
// so that keys and a tap do the same. The change is told once, when the marker is let go.
document.addEventListener("pointerdown", (event) => {
  const marker = event.target.closest("[data-scale-marker]");
  const scale = marker?.closest("[data-scale]:not([disabled])");
  if (!scale) return;
  event.preventDefault();
  const began = scale.querySelector("input:checked");
  const move = (moved) => {
    const under = document.elementsFromPoint(moved.clientX, moved.clientY).find((one) => one.closest?.(".scale-level"));
    const radio = under?.closest(".scale-level").querySelector("input");
    if (radio && scale.contains(radio)) radio.checked = true;
  };
  const drop = () => {
    scale.classList.remove("is-dragging");
    document.removeEventListener("pointermove", move);
    const chosen = scale.querySelector("input:checked");
    if (chosen && chosen !== began) chosen.dispatchEvent(new Event("change", { bubbles: true }));
  };
  scale.classList.add("is-dragging");
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", drop, { once: true });
  document.addEventListener("pointercancel", drop, { once: true });
});
