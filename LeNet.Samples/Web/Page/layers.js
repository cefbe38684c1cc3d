// Shows every layer's output: a picture per channel, or a strip of cells for a vector.

/** More channels than this are not shown; a line says how many there are. */
const MOST_MAPS = 64;

/** A vector is a strip of some rows of cells. */
const STRIP_ROWS = 4;
const NARROWEST_STRIP = 42;
const CELL_HEIGHT = 12;
const STRIP_HEIGHT = 18;

/** Colours from the most negative value over 0 to the most positive, told apart by lightness too. */
const NEGATIVE = [214, 96, 22];
const POSITIVE = [47, 95, 208];

const dark = matchMedia('(prefers-color-scheme: dark)');

export class LayersView {
  #place;
  #layers = [];
  #last = null;

  /** Makes a place for each layer. */
  constructor(place, scale, network) {
    this.#place = place;
    this.#add('input', 'the image as the first layer takes it', network.input_shape);
    for (const layer of network.layers) {
      // The command summary counts multiply-adds; here a line is short.
      this.#add(layer.name, layer.summary.replace(/, [\d,]+ multiply-adds?$/, ''), layer.output_shape);
    }

    const paintScale = () => {
      [scale.width, scale.height] = [65, 1];
      paint(scale, Float32Array.from({ length: 65 }, (_, i) => i / 32 - 1), 1);
    };
    paintScale();
    dark.addEventListener('change', () => {
      paintScale();
      this.#last ? this.show(this.#last) : this.clear();
    });
    this.clear();
  }

  /** Shows the outputs of an answer. */
  show(outputs) {
    this.#last = outputs;
    outputs.forEach((values, i) => {
      const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const { maps, plane } = this.#layers[i];
      maps.forEach((map, channel) => paint(map, values.subarray(channel * plane, (channel + 1) * plane), largest));
    });
  }

  clear() {
    this.#last = null;
    for (const { maps } of this.#layers) {
      for (const map of maps) {
        map.getContext('2d').clearRect(0, 0, map.width, map.height);
      }
    }
  }

  #add(name, summary, shape) {
    const isVector = shape.length < 3 || shape[1] * shape[2] === 1;
    const values = shape.reduce((product, size) => product * size, 1);
    const columns = isVector ? stripWidth(values) : shape[2];
    const rows = isVector ? Math.ceil(values / columns) : shape[1];
    const count = isVector ? 1 : Math.min(shape[0], MOST_MAPS);

    const layer = document.createElement('div');
    layer.className = 'layer';
    const title = document.createElement('h3');
    title.textContent = name;
    const text = document.createElement('p');
    text.textContent = summary + (isVector || shape[0] <= MOST_MAPS ? '' : `; the first ${MOST_MAPS} channels`);
    const maps = document.createElement('div');
    maps.className = `maps ${isVector ? 'strip' : sizeOf(count, columns)}`;
    maps.setAttribute('role', 'img');
    maps.setAttribute('aria-label', `${name}: ${shape.join(' by ')} values`);
    const canvases = Array.from({ length: count }, () => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [columns, rows];
      if (isVector) {
        canvas.style.height = `${Math.max(STRIP_HEIGHT, rows * CELL_HEIGHT)}px`;
      }

      return canvas;
    });
    maps.append(...canvases);
    layer.append(title, text, maps);
    this.#place.append(layer);
    this.#layers.push({ maps: canvases, plane: isVector ? values : shape[1] * shape[2] });
  }
}

/** Few maps of many pixels are shown large. */
function sizeOf(count, columns) {
  return count > 8 ? 'small' : columns > 16 ? 'large' : 'medium';
}

/** The widest strip whose rows are all full, or simply the widest. */
function stripWidth(values) {
  const widest = Math.min(values, Math.max(NARROWEST_STRIP, Math.ceil(values / STRIP_ROWS)));
  for (let width = widest; width > widest / 2; width--) {
    if (values % width === 0) {
      return width;
    }
  }

  return widest;
}

function paint(canvas, values, largest) {
  const context = canvas.getContext('2d');
  const image = context.createImageData(canvas.width, canvas.height);
  const zero = dark.matches ? [30, 33, 39] : [255, 255, 255];
  for (let i = 0; i < values.length; i++) {
    const value = largest > 0 ? values[i] / largest : 0;
    const strength = Math.abs(value) ** 0.7;
    const colour = value < 0 ? NEGATIVE : POSITIVE;
    for (let c = 0; c < 3; c++) {
      image.data[4 * i + c] = zero[c] + strength * (colour[c] - zero[c]);
    }

    image.data[4 * i + 3] = 255;
  }

  context.putImageData(image, 0, 0);
}
