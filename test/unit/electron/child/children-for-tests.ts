/** Real child processes for a test; none outlives it. */
import { inject, onTestFinished } from 'vitest';
import { childrenOf, type Children } from '../../../../electron/child/children.ts';
import { nodeChildren } from '../../../../electron/child/node-child.ts';

export function testChildren(): Children {
  const children = childrenOf(nodeChildren(inject('childScripts')));
  onTestFinished(() => {
    children.close();
  });
  return children;
}
