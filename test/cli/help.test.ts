import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Call } from '../../src/cli/call.js';
import { leaves } from '../../src/cli/examples.js';
import { commandsOf } from '../../src/cli/program.js';
import { around } from './around.js';
import { commandLine } from './command-line.js';

const surroundings = around({}, { out: '', err: '' });
const commands = leaves(commandsOf(new Call(surroundings), surroundings)).filter(([words]) => words !== 'help');

it.each(commands)('muhub %s shows examples that can be called', async (words, command) => {
  const { printed } = commandLine({});
  const [, examples = ''] = (await printed(...words.split(' '), '--help')).split('示例：\n');
  const lines = examples.split('\n').map((line) => line.trim());
  const calls = lines.filter((line) => line !== '');
  expect(calls.length).toBeGreaterThan(0);
  for (const call of calls) {
    expect(call).toContain(words === 'start' ? 'npm start' : `muhub ${words}`);
    const used = call.match(/--[a-z-]+/g) ?? [];
    const known = command.options.map(({ long }) => long);
    expect(known).toEqual(expect.arrayContaining(used));
    expect(used).toEqual(expect.arrayContaining(command.options.flatMap(({ mandatory, long }) => (mandatory ? [long] : []))));
  }
});

it('muhub --version says which', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(await commandLine({}).printed('--version')).toBe(`${version}\n`);
});

it.each([
  ['muhub ', 'acce', ['access']],
  ['muhub access ', 'c', ['catalogue', 'check']],
  ['muhub landtax findings --year 2024 ', '--s', ['--scheme', '--sum-by']],
])('a shell completes “%s%s”', async (line, current, expected) => {
  const script = await commandLine({}).printed('completion');
  const words = [...line.trim().split(' '), current];
  const asked = `COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _muhub; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const completed = execFileSync('bash', ['-c', `${script}\n${asked}`], { encoding: 'utf8' });
  expect(completed.trim().split('\n')).toEqual(expected);
});
