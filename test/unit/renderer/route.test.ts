import { expect, it } from 'vitest';
import { readHash } from '../../../renderer/route.ts';

it.each([
  ['', { screen: 'send', id: null, query: {} }],
  ['#/send', { screen: 'send', id: null, query: {} }],
  ['#/send?entry=12', { screen: 'send', id: null, query: { entry: '12' } }],
  ['#/log', { screen: 'log', id: null, query: {} }],
  ['#/log/12', { screen: 'log', id: '12', query: {} }],
  ['#/accounts/a%20b', { screen: 'accounts', id: 'a b', query: {} }],
  ['#/accounts/%', { screen: 'accounts', id: '%', query: {} }],
  ['#/elsewhere/1', { screen: 'send', id: null, query: {} }],
])('%j', (hash, place) => {
  expect(readHash(hash)).toEqual(place);
});
