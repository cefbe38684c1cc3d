// A drawing as a picture.
import { paintStrokes } from './ink.js';

/** Side of the picture that goes to the server: six times what the network sees. */
const PICTURE = 168;

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
