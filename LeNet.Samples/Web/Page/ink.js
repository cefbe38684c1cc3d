// Paints a drawing.

/** Width of the pen in fractions of the paper's side: MNIST's strokes are about two of its 28 pixels wide. */
export const PEN = 0.07;

/** Paints strokes on a square context of this side, with a pen of this width. */
export function paintStrokes(context, side, strokes, colour, pen = PEN) {
  context.strokeStyle = context.fillStyle = colour;
  context.lineCap = context.lineJoin = 'round';
  for (const stroke of strokes) {
    paintStroke(context, side, stroke, pen);
  }
}

function paintStroke(context, side, stroke, pen) {
  const first = stroke[0];
  context.beginPath();
  context.arc(first.x * side, first.y * side, first.width * pen * side / 2, 0, 2 * Math.PI);
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
      context.lineWidth = width * pen * side;
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
