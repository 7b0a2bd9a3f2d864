/** One jsdom for all tests of components that share a process: making one takes longer than most of them. */

import { builtinEnvironments, type Environment } from 'vitest/runtime';

const { jsdom } = builtinEnvironments;
let made: unknown = null;

const shared: Environment = {
  name: 'shared-jsdom',
  viteEnvironment: 'client',
  async setup(global, options) {
    made ??= await jsdom.setup(global, options);
    return { teardown: () => undefined };
  },
};

export default shared;
