import { describe, expect, it } from 'vitest';
import { sampleServer } from './hub-server.js';

const server = await sampleServer();
const MOVES = `{ assessment(scheme: "example-ratio-2024", year: 2024) { groups { classes { class count } } movesFrom(scheme: "example-minmax-2024", year: 2024) { from to count } } }`;
type Move = { from: string; to: string; count: number };

describe('where classes went since another assessment', () => {
  it.each([
    ['the evaluation office', { role: 'evaluation_office' }],
    ['a committee, of its own enterprises', { role: 'zone_committee', zones: ['339901001'], purpose: '亩均评价' }],
  ])('adds up to the classes that there are, for %s', async (_, viewer) => {
    const { data, errors } = await server.ask(viewer, MOVES);
    expect(errors).toBeUndefined();
    const moves = data.assessment.movesFrom as Move[];
    const into = (letter: string) => moves.filter(({ to }) => to === letter).reduce((sum, { count }) => sum + count, 0);
    const classes = data.assessment.groups.flatMap((group: { classes: { class: string; count: number }[] }) => group.classes) as {
      class: string;
      count: number;
    }[];
    for (const letter of new Set(classes.map((each) => each.class))) {
      const counted = classes.filter((each) => each.class === letter).reduce((sum, { count }) => sum + count, 0);
      expect([letter, into(letter)]).toEqual([letter, counted]);
    }
    expect(moves.some(({ from, to, count }) => from !== to && from !== '' && count > 0)).toBe(true);
  });

  it('is not given to who is given no moves', async () => {
    const { data } = await server.ask({ role: 'town', towns: ['339901101'] }, MOVES);
    expect(data.assessment.movesFrom).toBeNull();
  });
});
