/** Runs single unit tests again and again: Vitest is started once, and only what was changed is read anew. */
import { createVitest } from 'vitest/node';

export class UnitTests {
  #vitest;
  #copy;

  static async start(copy) {
    const tests = new UnitTests();
    tests.#copy = copy;
    tests.#vitest = await createVitest('test', {
      config: false,
      root: copy.folder,
      include: ['test/unit/**/*.test.ts'],
      watch: false,
      pool: 'threads',
      maxWorkers: 1,
      reporters: [{}],
    });
    return tests;
  }

  /** Whether all tests pass that the pattern names in a file; `null` where it names none. */
  async pass(file, pattern) {
    this.#vitest.setGlobalTestNamePattern(pattern);
    const specifications = await this.#vitest.globTestSpecifications([this.#copy.path(file)]);
    const { testModules } = await this.#vitest.runTestSpecifications(specifications);
    // Those of earlier runs are among them.
    const module = testModules.find(({ moduleId }) => moduleId === this.#copy.path(file));
    if (module === undefined) return null;
    // A change may break the file as a whole: it can't be loaded, and has no test that could fail.
    if (module.state() === 'failed') return false;
    const states = [...module.children.allTests()].map((test) => test.result().state);
    const ran = states.filter((state) => state !== 'skipped');
    return ran.length === 0 ? null : ran.every((state) => state === 'passed');
  }

  /** A file of the copy is another one now. */
  changed(file) {
    this.#vitest.invalidateFile(this.#copy.path(file));
  }

  close() {
    return this.#vitest.close();
  }
}
