import type { Page } from '../../db/page.js';
import type { DepartmentId } from '../../grading/fact.js';
import type { Commitment } from '../../land-use/commitments.js';
import type { Due } from '../../land-use/due.js';
import type { LandFlow } from '../../land-use/flows.js';
import type { IndicatorRow } from '../../land-use/indicators/indicator-row.js';
import type { Step } from '../../land-use/stage.js';
import type { TownPoints, TownScore } from '../../land-use/town-scores.js';
import type { AlertView, LedgerRowView } from '../land-questions.js';
import type { OutputContractMapper } from './land-contract.mappers.js';

export type LandLedgerRowMapper = LedgerRowView;
export type LandLedgerConnectionMapper = Page<LedgerRowView> & { readonly all: readonly LedgerRowView[] };
export type LandAlertMapper = AlertView;
export type LandAlertConnectionMapper = Page<AlertView>;
export type LandFlowMapper = LandFlow;
export type LandIndicatorMapper = IndicatorRow;
export type TownScoreMapper = TownScore;
export type TownPointsMapper = TownPoints;
export type LandStepMapper = Due & { readonly step: Step; readonly doneOn: string | null; readonly madeOf: readonly DepartmentId[] };
export type CommitmentMapper = Commitment & {
  readonly outputContract: OutputContractMapper;
  readonly madeOf: readonly DepartmentId[];
};
