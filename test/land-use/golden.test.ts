import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { alertsOn } from '../../src/land-use/alerts/alerts.js';
import { commitmentsOf } from '../../src/land-use/commitments.js';
import { flowsBetween } from '../../src/land-use/flows.js';
import { byText } from '../../src/land-use/grouped.js';
import { indicatorsOf } from '../../src/land-use/indicators/indicators.js';
import { ledgerOn } from '../../src/land-use/ledger.js';
import { printAlert, printFlow, printIndicator, printLedgerRow, printScore, rounded } from '../../src/land-use/printed.js';
import { reckonOn } from '../../src/land-use/reckoning.js';
import { townScores } from '../../src/land-use/town-scores.js';
import { landDatabase, sampleBasis } from './sample-land.js';

const ON = '2024-12-31';
const basis = await sampleBasis(await landDatabase(), ON);
const reckoning = reckonOn(basis, ON);
const golden = async (name: string): Promise<unknown> => JSON.parse(await readFile(`test/golden/land/${name}.json`, 'utf8'));

describe('the land of the sample county on 31 December 2024', () => {
  it('stands in the ledger', async () => {
    expect(ledgerOn(reckoning).map(printLedgerRow)).toEqual(await golden('ledger'));
  });

  it('raises its alerts', async () => {
    expect(alertsOn(reckoning).map(printAlert)).toEqual(await golden('alerts'));
  });

  it('has its indicators', async () => {
    expect(indicatorsOf(basis, 2024, ON).map(printIndicator)).toEqual(await golden('indicators'));
  });

  it('has its scores by town', async () => {
    const scores = townScores(basis.rules.townScore, basis.register.towns, indicatorsOf(basis, 2024, ON), 2024);
    expect(scores.map(printScore)).toEqual(await golden('scores'));
    expect(townScores(basis.rules.townScore, basis.register.towns, [], 2021)).toEqual([]);
  });

  it('came and went in the year', async () => {
    expect(flowsBetween(basis, '2024-01-01', ON).map(printFlow)).toEqual(await golden('flows'));
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
