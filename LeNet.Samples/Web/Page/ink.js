// Paints a drawing.

/** Width of the pen in fractions of the paper's side: MNIST's strokes are about two of its 28 pixels wide. */
const PEN = 0.07;

/** Side of the picture that goes to the server: six times what the network sees. */
const PICTURE = 168;

/** Paints strokes on a square context of this side, in its stroke colour. */
export function paintStrokes(context, side, strokes, colour) {
  context.strokeStyle = context.fillStyle = colour;
  context.lineCap = context.lineJoin = 'round';
  for (const stroke of strokes) {
    paintStroke(context, side, stroke);
  }
}

function paintStroke(context, side, stroke) {
  const first = stroke[0];
  context.beginPath();
  context.arc(first.x * side, first.y * side, first.width * PEN * side / 2, 0, 2 * Math.PI);
  context.fill();
  // One path as long as the width stays: where paths meet, their smoothed edges would show.
  let from = first;
  let width = 0;
  for (let i = 1; i < stroke.length; i++) {
    const point = stroke[i];
    if (point.width !== width) {
      if (width > 0) {
        context.stroke();
      }

      width = point.width;
      context.lineWidth = width * PEN * side;
      context.beginPath();
      context.moveTo(from.x * side, from.y * side);
    }

    // Curves from middle to middle, with the points between as what they bend towards.
    const last = i === stroke.length - 1;
    const to = last ? point : { x: (point.x + stroke[i + 1].x) / 2, y: (point.y + stroke[i + 1].y) / 2 };
    context.quadraticCurveTo(point.x * side, point.y * side, to.x * side, to.y * side);
    from = to;
  }

  if (width > 0) {
    context.stroke();
  }
}

const picture = document.createElement('canvas');
picture.width = picture.height = PICTURE;
const pictureContext = picture.getContext('2d', { willReadFrequently: true });

/** The strokes as a PNG, dark ink on white paper, whatever the page's colours are. */
export function toPng(strokes) {
  pictureContext.fillStyle = '#fff';
  pictureContext.fillRect(0, 0, PICTURE, PICTURE);
  paintStrokes(pictureContext, PICTURE, strokes, '#000');
  return new Promise(resolve => picture.toBlob(resolve, 'image/png'));
}
