import type { Page } from '../../db/page.js';
import type { LandHolding } from '../../departments/land/record.js';
import type { Unit } from '../../departments/land/unit.js';
import type { LandSource } from '../../departments/tax/land-source.js';
import type { OfParties } from '../parties.js';
import type { At } from './enterprise.mappers.js';

export type LandHoldingMapper = LandHolding & At;
export type ParcelMapper = Unit & OfParties & At;
export type ParcelConnectionMapper = Page<ParcelMapper>;
export type LandTaxSourceMapper = LandSource & OfParties & At;
