// What was drawn, step by step. A step is text, so that equal drawings are one.
const MOST = 200;

export class History {
  #steps = [];
  #at = -1;

  add(step) {
    if (step === this.#steps[this.#at]) return false;
    this.#steps.splice(this.#at + 1, Infinity, step);
    if (this.#steps.length > MOST) this.#steps.shift();
    this.#at = this.#steps.length - 1;
    return true;
  }

  back() {
    this.#at -= 1;
    return this.#steps[this.#at];
  }

  forth() {
    this.#at += 1;
    return this.#steps[this.#at];
  }

  get canGoBack() {
    return this.#at > 0;
  }

  get canGoForth() {
    return this.#at < this.#steps.length - 1;
  }
}
