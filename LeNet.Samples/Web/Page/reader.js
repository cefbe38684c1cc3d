// Asks the server, one request at a time: whatever comes meanwhile waits, and only the latest of it is sent.

const PATIENCE = 5000;
const SILENCE = 'The server does not answer. Is it still running?';

export class Reader {
  #next = null;
  #isBusy = false;
  #round = 0;
  #answered;
  #failed;
  #idle;

  /**
   * @param answered called with an answer, and with what it is about
   * @param failed called with what is wrong, for people
   * @param idle called when there is nothing more to ask
   */
  constructor(answered, failed, idle) {
    this.#answered = answered;
    this.#failed = failed;
    this.#idle = idle;
  }

  get isBusy() {
    return this.#isBusy;
  }

  /**
   * Has a body read.
   * @param makeBody called when its turn comes, so that what it makes is the latest
   * @param about handed back with the answer
   */
  read(makeBody, about) {
    this.#next = { makeBody, about };
    if (!this.#isBusy) {
      this.#run();
    }
  }

  /** Forgets what waits, and the answer that is under way. */
  forget() {
    this.#next = null;
    this.#round++;
  }

  async #run() {
    this.#isBusy = true;
    while (this.#next) {
      const { makeBody, about } = this.#next;
      const round = this.#round;
      this.#next = null;
      // Strokes go on while an answer is under way: it is shown all the same, or nothing would move until they end.
      try {
        const answer = await ask(await makeBody());
        if (round === this.#round) {
          this.#answered(answer, about);
        }
      } catch (problem) {
        if (round === this.#round) {
          this.#failed(problem.message);
        }
      }
    }

    this.#isBusy = false;
    this.#idle();
  }
}

function ask(body) {
  return get('/api/predict?layers=true&all=true', { method: 'POST', headers: { 'Content-Type': body.type || 'application/octet-stream' }, body });
}

/** What a path of the API says. */
export async function get(path, request = {}) {
  let response;
  try {
    response = await fetch(path, { ...request, signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    throw new Error(SILENCE);
  }

  const answer = await response.json();
  if (!response.ok) {
    throw new Error(answer.detail ?? response.statusText);
  }

  return answer;
}

/** Any digit of the test set of this class. */
export async function takeDigit(label) {
  const digit = await get(`/api/digits/random?label=${label}`);
  return { ...digit, pixels: decodeBytes(digit.image.pixels) };
}

/** The bytes that base64 stands for. */
export function decodeBytes(base64) {
  return Uint8Array.from(atob(base64), character => character.charCodeAt(0));
}

/** The 32-bit numbers, little endian, that base64 stands for. */
export function decodeFloats(base64) {
  return new Float32Array(decodeBytes(base64).buffer);
}
