/** Runs single end-to-end tests on the app as it is built from the copy. */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

export class EndToEndTests {
  #copy;
  #app;
  #tests;
  #isChanged = false;

  static async start(copy) {
    const tests = new EndToEndTests();
    tests.#copy = copy;
    tests.#app = await import(pathToFileURL(copy.path('build/prepare/app.mjs')).href);
    tests.#tests = await import(pathToFileURL(copy.path('build/test-e2e.mjs')).href);
    tests.#app.buildApp();
    return tests;
  }

  /** Whether the tests pass that the pattern names in a file; `null` where it names none. */
  async pass(file, pattern) {
    if (this.#isChanged) this.#app.rebuildMain();
    this.#isChanged = false;
    const report = this.#copy.path('report.json');
    const args = [this.#copy.path(file), '-g', `${pattern.source.replace(/^\^ \?/, '')}`, '--workers=1', '--reporter=json'];
    await this.#tests.testEndToEnd(args, { PLAYWRIGHT_JSON_OUTPUT_FILE: report });
    const { stats } = JSON.parse(readFileSync(report, 'utf8'));
    const failed = stats.unexpected + stats.flaky;
    return stats.expected + failed === 0 ? null : failed === 0;
  }

  /** A file of the copy is another one now. The page takes the longest to build, and no defence stands in it. */
  changed() {
    this.#isChanged = true;
  }

  close() {}
}
