/** The departments, the market regulator who keeps the register, and the county itself for what it declares. */
export type DepartmentId =
  'tax' | 'emissions' | 'employment' | 'land' | 'statistics' | 'utilities' | 'zone' | 'development' | 'industry' | 'register' | 'county';

/** A fact that a scheme may name (HANDOVER.md, Datasets and columns). */
export interface FactDefinition {
  /** e.g. `tax.vat_net`. */
  readonly id: string;
  readonly kind: 'number' | 'boolean' | 'text' | 'date';
  /** 中文. */
  readonly title: string;
  /** The canonical unit, e.g. 万元; absent for texts, booleans and dates. */
  readonly unit?: string;
  readonly department: DepartmentId;
}

/** A dated event that a scheme may name. */
export interface EventDefinition {
  readonly code: string;
  readonly title: string;
}
