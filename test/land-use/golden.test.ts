import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { commitmentsOf } from '../../src/land-use/commitments.js';
import { byText } from '../../src/land-use/grouped.js';
import { rounded } from '../../src/land-use/printed.js';
import { reckonOn } from '../../src/land-use/reckoning.js';
import { commandLine } from '../cli/command-line.js';
import { landDatabase, sampleBasis } from './sample-land.js';

const ON = '2024-12-31';
const database = await landDatabase();
const basis = await sampleBasis(database, ON);
const reckoning = reckonOn(basis, ON);
const golden = async (name: string): Promise<unknown> => JSON.parse(await readFile(`test/golden/land/${name}.json`, 'utf8'));
const { printed, muhub } = commandLine({ DATABASE_URL: database.url });
const land = async (...args: string[]): Promise<unknown> => JSON.parse(await printed('land', ...args, '--format', 'json'));

describe('the land of the sample county on 31 December 2024', () => {
  it.each(['ledger', 'alerts', 'indicators', 'scores'])('is printed by muhub land %s', async (command) => {
    expect(await land(command, '--on', ON)).toEqual(await golden(command));
  });

  it('came and went in the year', async () => {
    expect(await land('flows', '--from', '2024-01-01', '--to', ON)).toEqual(await golden('flows'));
    const turned = await muhub('land', 'flows', '--from', ON, '--to', '2024-01-01');
    expect(turned).toMatchObject({ status: 1, err: expect.stringContaining('两日都计入，请调换') as string });
  });

  it('has no scores for a year that the method does not name, and no credit where the county has no rules for it', async () => {
    expect(await land('scores', '--on', ON, '--year', '2021')).toEqual([]);
    expect(await land('credit', '--on', ON)).toEqual([]);
  });

  it('is printed as a table too, and not at all on a day without a number of law', async () => {
    expect(await printed('land', 'ledger', '--on', ON, '--format', 'csv')).toContain('闲置,3399012019A00001,疑似');
    const early = await muhub('land', 'alerts', '--on', '2011-06-30');
    expect(early).toMatchObject({ status: 1, err: expect.stringContaining('2011-06-30 没有有效的用地参数 idle_years') as string });
  });

  it('has contracts of these stages and due days', async () => {
    const stages = [...reckoning.land.contracts.values()].map((contract) => ({
      contract: contract.supply.number,
      stage: contract.stage,
      delivery: contract.due('交地').due,
      start: contract.due('动工').due,
      completion: contract.due('竣工').due,
    }));
    expect(stages.sort((a, b) => byText(a.contract, b.contract))).toEqual(await golden('stages'));
  });

  it('keeps these commitments', async () => {
    const outputs = [...basis.records.outputContracts].sort((a, b) => byText(a.number, b.number));
    const kept = outputs.flatMap((output) =>
      commitmentsOf(output, reckoning).map(({ indicator, promised, actual, ratio, state }) => ({
        ...{ contract: output.number, indicator, promised: rounded(promised) },
        ...{ actual: rounded(actual), ratio: rounded(ratio), state },
      })),
    );
    expect(kept).toEqual(await golden('commitments'));
  });
});
