/** A browser that a program drives. */
export interface DrivenBrowser extends AsyncDisposable {
  readonly version: string;
  /** What its console shows and the errors of its page, one each, as far as the browser tells. */
  readonly printed: readonly string[];
  /** Opens an address in a page. */
  open(url: string): Promise<void>;
}
