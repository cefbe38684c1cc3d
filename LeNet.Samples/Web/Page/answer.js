// Shows an answer: the digit, the probabilities, and the image that the network got.

/** Below this, the network does not know. */
const SURE = 0.5;
const ANNOUNCE_AFTER = 700;

const element = id => document.getElementById(id);

export class AnswerView {
  #bars = [];
  #announcing = 0;

  /** Makes a bar for each class. */
  constructor(classes) {
    for (let label = 0; label < classes; label++) {
      const bar = document.createElement('li');
      const [name, track, fill, value] = ['span', 'div', 'div', 'span'].map(tag => document.createElement(tag));
      name.textContent = label;
      track.className = 'track';
      fill.className = 'fill';
      value.className = 'value';
      value.textContent = '–';
      track.append(fill);
      bar.append(name, track, value);
      element('bars').append(bar);
      this.#bars.push({ bar, fill, value });
    }

    this.clear();
  }

  /** Shows an answer; digit is the one of the test set, or null. */
  show(answer, digit) {
    const best = answer.probabilities[answer.label];
    element('label').textContent = answer.label;
    element('label').classList.toggle('unsure', best < SURE);
    this.#bars.forEach(({ bar, fill, value }, label) => {
      const probability = answer.probabilities[label];
      fill.style.transform = `scaleX(${probability})`;
      value.textContent = percent(probability);
      bar.classList.toggle('best', label === answer.label);
    });
    paintGrey(element('seen'), answer.image.shape, answer.image.pixels);
    if (digit) {
      const right = digit.label === answer.label;
      this.#note(right ? `Right: it is labelled ${digit.label}.` : `Wrong: it is labelled ${digit.label}.`, right ? 'right' : 'wrong');
    } else {
      this.#note(others(answer.all) || (best < SURE ? 'It is not sure.' : ''), '');
    }

    this.#announce(`${answer.label}, ${percent(best)}${digit ? `. ${element('note').textContent}` : ''}`);
  }

  /** Shows that there is nothing to read. */
  clear() {
    element('label').textContent = '?';
    element('label').classList.add('unsure');
    for (const { bar, fill, value } of this.#bars) {
      fill.style.transform = 'scaleX(0)';
      value.textContent = '–';
      bar.classList.remove('best');
    }

    const seen = element('seen');
    seen.getContext('2d').clearRect(0, 0, seen.width, seen.height);
    this.#note('', '');
    clearTimeout(this.#announcing);
  }

  /** Shows what is wrong. */
  fail(problem) {
    this.#note(problem, 'trouble');
    this.#announce(problem);
  }

  /** Says something once, without a wait. */
  say(text) {
    clearTimeout(this.#announcing);
    element('announce').textContent = text;
  }

  #note(text, kind) {
    element('note').textContent = text;
    element('note').className = kind;
  }

  /** To those who hear the page, when the hand rests: not at every move. */
  #announce(text) {
    clearTimeout(this.#announcing);
    this.#announcing = setTimeout(() => this.say(text), ANNOUNCE_AFTER);
  }
}

/** What to say where several digits are drawn: the answer is about the most central. */
function others(all) {
  return all.length > 1 ? `${all.length} digits: ${all.map(digit => digit.label).join(' ')}. Shown is the most central.` : '';
}

function percent(probability) {
  return `${(100 * probability).toFixed(1)}%`;
}

function paintGrey(canvas, [channels, height, width], pixels) {
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  const plane = height * width;
  for (let i = 0; i < plane; i++) {
    for (let c = 0; c < 3; c++) {
      image.data[4 * i + c] = pixels[(channels >= 3 ? c : 0) * plane + i];
    }

    image.data[4 * i + 3] = 255;
  }

  context.putImageData(image, 0, 0);
}
