// Asks for one answer at a time: whatever comes meanwhile waits, and only the latest of it is asked for.

export class Reader {
  #next = null;
  #isBusy = false;
  #round = 0;
  #ask;
  #answered;
  #failed;
  #idle;

  /**
   * @param ask gives the answer to a question, sooner or later
   * @param answered called with an answer, and with what it is about
   * @param failed called with what is wrong, for people
   * @param idle called when there is nothing more to ask
   */
  constructor(ask, answered, failed, idle) {
    this.#ask = ask;
    this.#answered = answered;
    this.#failed = failed;
    this.#idle = idle;
  }

  get isBusy() {
    return this.#isBusy;
  }

  /**
   * Has something read.
   * @param makeQuestion called when its turn comes, so that what it makes is the latest
   * @param about handed back with the answer
   */
  read(makeQuestion, about) {
    this.#next = { makeQuestion, about };
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
      const { makeQuestion, about } = this.#next;
      const round = this.#round;
      this.#next = null;
      // Strokes go on while an answer is under way: it is shown all the same, or nothing would move until they end.
      try {
        const answer = await this.#ask(makeQuestion());
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
