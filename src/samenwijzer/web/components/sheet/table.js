// The cells of a sheet as rows and columns, and walking from one to another.
export class Table {
  constructor(table) {
    this.rows = [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("input")]);
    this.place = new Map(this.rows.flatMap((row, r) => row.map((input, c) => [input, [r, c]])));
    this.byCell = new Map([...this.place.keys()].map((input) => [Table.cellOf(input), input]));
  }

  // "learner-column", as the server names it.
  static cellOf(input) {
    return input.name.replace("mark-", "");
  }

  get inputs() {
    return [...this.place.keys()];
  }

  at(row, column) {
    return this.rows[row]?.[column];
  }

  beside(input, down, right) {
    const [row, column] = this.place.get(input);
    return this.at(row + down, column + right);
  }

  // The next cell down the column and then at the top of the next one, or across and then on the next line.
  next(input, way, step = 1) {
    const [row, column] = this.place.get(input);
    const [rows, columns] = [this.rows.length, this.rows[0].length];
    const place = way === "down" ? column * rows + row + step : row * columns + column + step;
    if (place < 0 || place >= rows * columns) return undefined;
    return way === "down" ? this.at(place % rows, Math.floor(place / rows)) : this.at(Math.floor(place / columns), place % columns);
  }

  // The cells below and to the right of `input` for a block of text, with the text for each.
  block(input, text) {
    const [row, column] = this.place.get(input);
    const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
    return lines.flatMap((line, r) => line.split("\t").map((part, c) => [this.at(row + r, column + c), part]));
  }
}
