// What is on the paper, as data: strokes, or a digit of the test set; and what was there before.
// Points are in fractions of the paper's side, so a drawing is the same on every screen.

const EMPTY = Object.freeze({ strokes: Object.freeze([]), digit: null });

export class Drawing {
  #now = EMPTY;
  #before = [];
  #stroke = null;

  get strokes() {
    return this.#stroke ? [...this.#now.strokes, this.#stroke] : this.#now.strokes;
  }

  get digit() {
    return this.#now.digit;
  }

  get isEmpty() {
    return this.#now === EMPTY && !this.#stroke;
  }

  get canUndo() {
    return this.#before.length > 0 || this.#stroke !== null;
  }

  /** Begins a stroke; one on top of a digit of the test set begins a new drawing. */
  begin(point) {
    this.end();
    this.#remember();
    if (this.#now.digit) {
      this.#now = EMPTY;
    }

    this.#stroke = [point];
  }

  /** Goes on with the stroke. */
  extend(point) {
    this.#stroke?.push(point);
  }

  end() {
    if (this.#stroke) {
      this.#now = { strokes: [...this.#now.strokes, this.#stroke], digit: null };
      this.#stroke = null;
    }
  }

  show(digit) {
    this.end();
    this.#remember();
    this.#now = { strokes: [], digit };
  }

  clear() {
    this.end();
    if (!this.isEmpty) {
      this.#remember();
      this.#now = EMPTY;
    }
  }

  undo() {
    this.end();
    this.#now = this.#before.pop() ?? EMPTY;
  }

  #remember() {
    this.#before.push(this.#now);
  }
}
