import type { ObjectionMapper } from './objection.mappers.js';
import type { RoundNow } from '../../round/on-round.js';
import type { AdjustmentMapper } from './adjustment.mappers.js';
import type { FindingView } from '../../land-tax/finding-view.js';
import type { EnterpriseMapper } from './enterprise.mappers.js';
import type { ParcelMapper } from './land.mappers.js';

export type NodeMapper =
  | ({ readonly __typename: 'Enterprise' } & EnterpriseMapper)
  | ({ readonly __typename: 'Parcel' } & ParcelMapper)
  | ({ readonly __typename: 'LandTaxFinding' } & FindingView)
  | ({ readonly __typename: 'EvaluationRound' } & RoundNow)
  | ({ readonly __typename: 'Adjustment' } & AdjustmentMapper)
  | ({ readonly __typename: 'Objection' } & ObjectionMapper);
