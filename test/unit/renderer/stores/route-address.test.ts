import { expect, it } from 'vitest';
import { readHash } from '../../../../renderer/stores/route-address.ts';

it.each([
  ['', { screen: 'send', id: null, query: {}, search: '' }],
  ['#/send', { screen: 'send', id: null, query: {}, search: '' }],
  ['#/send?entry=12', { screen: 'send', id: null, query: { entry: '12' }, search: 'entry=12' }],
  ['#/log', { screen: 'log', id: null, query: {}, search: '' }],
  ['#/log/12', { screen: 'log', id: '12', query: {}, search: '' }],
  ['#/log/12?list=a&list=b?', { screen: 'log', id: '12', query: { list: 'b?' }, search: 'list=a&list=b?' }],
  ['#/accounts/a%20b', { screen: 'accounts', id: 'a b', query: {}, search: '' }],
  ['#/accounts/%', { screen: 'accounts', id: '%', query: {}, search: '' }],
  ['#/elsewhere/1?x=1', { screen: 'send', id: null, query: {}, search: '' }],
])('%j', (hash, place) => {
  expect(readHash(hash)).toEqual(place);
});
