import { describe, expect, test } from 'vitest';
import { faultsOf } from './faults.js';

const asked = { operation: 'me', method: 'GET', path: '/api/me', headers: {}, body: null, binary: false, asked: true };
const problem = (code: string, detail = '请先登录。') => JSON.stringify({ type: `urn:hengji:problem:${code}`, title: code, status: 401, code, detail, params: {}, errors: {}, requestId: 'r' });
const answer = { status: 401, contentType: 'application/problem+json', headers: '', text: problem('notSignedIn') };
const faults = (change: Partial<typeof answer>, path = asked.path) => faultsOf({ ...asked, path }, { path, body: null }, { ...answer, ...change }, ['外县局']);

describe('what a fuzzed answer may not be', () => {
  test('a refusal in its shape is none of it', () => {
    expect(faults({})).toEqual([]);
  });

  test.each([
    ['a failure of ours', { status: 500, text: problem('internal') }, /answered 500/],
    ['a refusal in another form', { contentType: 'text/html', text: '<p>no</p>' }, /comes as text\/html/],
    ['a code that nobody knows', { text: problem('oops') }, /unknown code oops/],
    ['a sentence with a hole', { text: problem('notSignedIn', '请在 {minutes} 分钟后再试。') }, /the sentence of notSignedIn/],
    ['a place in code', { text: problem('notSignedIn', 'at handler (/srv/app/dist/main.js:10:2)') }, /tells how it is built/],
    ['a statement', { text: problem('notSignedIn', 'SELECT id FROM person WHERE name = $1') }, /tells how it is built/],
    ['what belongs to others', { text: problem('notSignedIn', '外县局 尚未提交。') }, /tells of others: 外县局/],
    ['a success of another form than the operation’s', { status: 200, contentType: 'application/json', text: '{}' }, /not what the document says/],
  ])('%s', (_, change, expected) => {
    expect(faults(change).join('\n')).toMatch(expected);
  });

  test('what the request itself held is only repeated', () => {
    expect(faults({ text: problem('notSignedIn', '外县局') }, `/api/units?q=${encodeURIComponent('外县局')}`)).toEqual([]);
  });
});
