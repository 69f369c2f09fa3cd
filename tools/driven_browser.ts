/** A browser that a program drives. */
export interface DrivenBrowser extends AsyncDisposable {
  readonly version: string;
  /** What its console shows and the errors of its page, one each, as far as the browser tells. */
  readonly printed: readonly string[];
  /** Opens an address in a page. */
  open(url: string): Promise<void>;
  /** What an expression of JavaScript in the page gives, as JSON can say it. A promise is awaited. */
  evaluate(expression: string): Promise<unknown>;
}
