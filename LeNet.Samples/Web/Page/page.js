// Puts the parts together.
import { AnswerView } from './answer.js';
import { Drawing } from './drawing.js';
import { LayersView } from './layers.js';
import { Pad } from './pad.js';
import { Reader } from './reader.js';
import { ask, open, takeDigit } from './source.js';

const element = id => document.getElementById(id);

/** The page, once it knows what network and which digits there are. */
class Page {
  #digits;
  #drawing = new Drawing();
  #answerView;
  #layersView;
  #reader;
  #pad;
  #frame = 0;

  constructor(network, digits) {
    this.#digits = digits;
    this.#answerView = new AnswerView(network.classes);
    this.#layersView = new LayersView(element('layers'), element('scale'), network);
    this.#reader = new Reader(
      ask,
      (answer, digit) => {
        this.#answerView.show(answer, digit);
        this.#layersView.show(answer.layers);
      },
      problem => this.#answerView.fail(problem),
      () => this.#settle());
    this.#pad = new Pad(element('pad'), this.#drawing, () => this.#changed());
    this.#describe(network);
    this.#addDigits();
    this.#listen();
    // A phone has no keys.
    element('keys').open = matchMedia('(pointer: fine)').matches;
  }

  #describe(network) {
    element('about').textContent =
      `and watch ${network.name}, a network of ${network.parameters.toLocaleString('en')} parameters, read it layer by layer.`;
    element('seen-size').textContent = `what it sees, ${network.image.slice(1).join('×')}`;
  }

  #addDigits() {
    if (!this.#digits) {
      document.querySelectorAll('.of-digits').forEach(part => part.remove());
      return;
    }

    element('dataset').textContent = `the test set: ${this.#digits.dataset}`;
    this.#digits.count_by_label.forEach((count, label) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = label;
      button.disabled = count === 0;
      button.setAttribute('aria-label', `A ${label} of the test set`);
      button.addEventListener('click', () => this.#choose(label));
      element('digits').append(button);
    });
  }

  #listen() {
    element('undo').addEventListener('click', () => this.#undo());
    element('clear').addEventListener('click', () => this.#clear());
    document.addEventListener('keydown', event => {
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z') {
        event.preventDefault();
        this.#undo();
      }
    });
    element('pad').addEventListener('keydown', event => {
      if (!event.ctrlKey && !event.metaKey && !event.altKey) {
        this.#padKey(event.key.toLowerCase());
      }
    });
  }

  #padKey(key) {
    if (key === 'u') {
      this.#undo();
    } else if (key === 'c') {
      this.#clear();
    } else if (/^[0-9]$/.test(key) && this.#digits?.count_by_label[key] > 0) {
      this.#choose(Number(key));
    }
  }

  #undo() {
    if (this.#drawing.canUndo) {
      this.#pad.liftPen();
      this.#drawing.undo();
      this.#changed();
      this.#answerView.say('Undone');
    }
  }

  #clear() {
    if (!this.#drawing.isEmpty) {
      this.#pad.liftPen();
      this.#drawing.clear();
      this.#changed();
      this.#answerView.say('Cleared');
    }
  }

  async #choose(label) {
    try {
      const digit = await takeDigit(label);
      this.#pad.liftPen();
      this.#drawing.show(digit);
      this.#changed();
    } catch (problem) {
      this.#answerView.fail(problem.message);
    }
  }

  /** Shows a change and has it read: once a frame, however many there are. */
  #changed() {
    element('answer').setAttribute('aria-busy', 'true');
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#update();
    });
  }

  #settle() {
    if (!this.#frame && !this.#reader.isBusy) {
      element('answer').setAttribute('aria-busy', 'false');
    }
  }

  #update() {
    const { digit, isEmpty, canUndo } = this.#drawing;
    this.#pad.paint();
    element('hint').classList.toggle('away', !isEmpty);
    // Not disabled: a button that has the focus would lose it.
    element('undo').setAttribute('aria-disabled', !canUndo);
    element('clear').setAttribute('aria-disabled', isEmpty);
    element('origin').textContent = digit ? `image ${digit.index} of ${this.#digits.dataset}` : '';
    if (isEmpty) {
      this.#reader.forget();
      this.#answerView.clear();
      this.#layersView.clear();
      this.#settle();
    } else {
      this.#reader.read(() => ({ strokes: this.#drawing.strokes, digit }), digit);
    }
  }
}

try {
  const { network, digits } = await open();
  new Page(network, digits);
  document.body.dataset.ready = 'true';
} catch (problem) {
  element('about').textContent = problem.message;
}
