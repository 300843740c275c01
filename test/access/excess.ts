import {
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type SelectionSetNode,
} from 'graphql';
import { register, schema } from './access-for.js';
import { isThere, partsGiven, type Asker, type Firm, type Plain } from './plain-reference.js';
import { DEPARTMENTS } from './random-standing.js';
import type { PlainScheme } from './scheme-reference.js';

/** What is known of the county besides the answers: whose each thing is, and how each scheme is made. */
export interface Known {
  readonly firms: ReadonlyMap<string, Firm>;
  /** The parties of each parcel, source and finding, by its unit code, number or id. */
  readonly parties: ReadonlyMap<string, readonly Firm[]>;
  readonly schemes: ReadonlyMap<string, PlainScheme>;
  readonly county: string;
  /** The group of an enterprise under a scheme in a year. */
  readonly groupOf: (scheme: string, year: number, creditCode: string) => string | undefined;
}

/** Where in an answer a value stands: of which enterprise, year and indicator. */
interface Place {
  /** None: of no single one. */
  readonly firms: readonly Firm[];
  readonly scheme?: string | undefined;
  readonly year?: number | undefined;
  readonly indicator?: string | undefined;
  readonly owner?: string | undefined;
  readonly finding?: string | undefined;
  readonly isAmended?: boolean | undefined;
}

/** The departments that a value is made of, each list one that suffices. */
function needed(known: Known, coordinate: string, place: Place): readonly (readonly string[])[] {
  const { firms, scheme: by, year, indicator, owner, finding, isAmended } = place;
  const { kind, department, madeOf } = register.fields.get(coordinate)!;
  const [type] = coordinate.split('.') as [string];
  const scheme = by === undefined ? undefined : known.schemes.get(by);
  const whole = scheme?.whole ?? DEPARTMENTS;
  const isOfCounty = scheme === undefined || (scheme.jurisdiction === known.county && year !== undefined && scheme.years.includes(year));
  const result = isAmended || !isOfCounty ? whole : ['county'];
  const group = by !== undefined && year !== undefined && firms[0] ? known.groupOf(by, year, firms[0].code) : undefined;
  const parts = group !== undefined && indicator !== undefined ? scheme?.indicators[group]?.[indicator] : undefined;
  const both = parts ? [...parts[0], ...parts[1]] : whole;
  const total = group === undefined ? whole : (scheme?.totals[group] ?? whole);
  if (['Grade.total', 'NextClass.pointsNeeded', 'NextClassPath.valueNeeded', 'NextClassPath.numeratorNeeded'].includes(coordinate))
    return [total];
  if (coordinate === 'IndicatorResult.numerator') return [parts?.[0] ?? whole];
  if (coordinate === 'IndicatorResult.denominator') return [parts?.[1] ?? whole];
  if (coordinate === 'IndicatorResult.missing') return [result, both];
  if (type === 'IndicatorResult') return [both];
  if (coordinate === 'FactSource.records') return [[owner!]];
  if (coordinate === 'WhatIf.movers' || coordinate === 'Mover.becauseOf') return [whole];
  if (coordinate === 'Treatment.amount') return [['tax'], ['utilities'], ['county']];
  if (type === 'ExtraPoints') return ['county', ...DEPARTMENTS].map((each) => [each]);
  if (type === 'LandTaxFinding')
    return [finding === 'OVER_OCCUPIED' ? ['tax'] : finding === 'UNLINKED_HOLDER' ? ['land'] : ['tax', 'land']];
  if (type === 'QuarantinedLine') return [...DEPARTMENTS, 'register', 'county'].map((each) => [each]);
  if (type === 'ExecutionList') return [['tax'], ['utilities'], ['county']];
  if (type === 'PolicyDifference') return [madeOf.length > 0 ? ['tax'] : [department], ['utilities'], ['county']];
  if (kind === 'RESULT' && ['Grade', 'NextClass', 'NextClassPath', 'Mover'].includes(type)) return [result];
  if (kind === 'RESULT') return ['county', ...DEPARTMENTS].map((each) => [each]);
  return [madeOf.length > 0 ? madeOf : [department]];
}

/** What stands in an answer that the reference does not give. */
export function excess(
  answer: unknown,
  document: DocumentNode,
  { known, plain, asker }: { readonly known: Known; readonly plain: Plain; readonly asker: Asker },
): string[] {
  const fragments = new Map(
    document.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each.selectionSet] as const] : [])),
  );
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION)!;
  const wrong: string[] = [];
  const fieldsOf = (set: SelectionSetNode, type: string): FieldNode[] =>
    set.selections.flatMap((node) => {
      if (node.kind === Kind.FIELD) return [node];
      if (node.kind === Kind.FRAGMENT_SPREAD) return fieldsOf(fragments.get(node.name.value)!, type);
      return !node.typeCondition || node.typeCondition.name.value === type ? fieldsOf(node.selectionSet, type) : [];
    });
  const walk = (value: unknown, typeName: string, sets: readonly SelectionSetNode[], outer: Place): void => {
    if (Array.isArray(value)) return value.forEach((each) => walk(each, typeName, sets, outer));
    if (typeof value !== 'object' || value === null) return;
    const object = value as Record<string, unknown>;
    const type = schema.getType((object.__typename as string | undefined) ?? typeName);
    if (!isObjectType(type)) return;
    const place = placed(known, type.name, object, outer);
    const nodes = sets.flatMap((set) => fieldsOf(set, type.name));
    for (const key of new Set(nodes.map(({ alias, name }) => (alias ?? name).value))) {
      const its = nodes.filter(({ alias, name }) => (alias ?? name).value === key);
      const name = its[0]!.name.value;
      const given = object[key];
      const field = type.getFields()[name];
      if (!field || given === null || given === undefined) continue;
      const coordinate = `${type.name}.${name}`;
      const { kind, class: shared } = register.fields.get(coordinate)!;
      // What is shared unconditionally is given with the field that leads to it, which was looked at before.
      if (shared !== 'UNCONDITIONAL' && ['RECORD', 'DERIVED', 'RESULT'].includes(kind)) {
        const parts = partsGiven(plain, asker, coordinate, place.firms, place.year);
        const whose = place.firms.map(({ code }) => code).join(' and ') || 'nobody';
        if (place.firms.length > 0 && !place.firms.some((firm) => isThere(asker, firm)))
          wrong.push(`${coordinate} of ${whose}, who is not there`);
        if (!needed(known, coordinate, place).some((list) => list.every((part) => parts.has(part))))
          wrong.push(`${coordinate} of ${whose} ${place.indicator ?? ''}`);
      }
      if (!isCompositeType(getNamedType(field.type))) continue;
      const [year, scheme] = [argument(its[0]!, 'year'), argument(its[0]!, 'scheme')];
      walk(
        given,
        getNamedType(field.type).name,
        its.flatMap(({ selectionSet }) => selectionSet ?? []),
        {
          ...place,
          ...(year !== undefined && { year: Number(year) }),
          ...(scheme !== undefined && { scheme }),
          isAmended: place.isAmended || name === 'amended' || coordinate === 'Mover.to',
        },
      );
    }
  };
  walk(answer, 'Query', [operation.selectionSet], { firms: [] });
  return [...new Set(wrong)];
}

function argument({ arguments: given = [] }: { readonly arguments?: readonly ArgumentNode[] }, name: string): string | undefined {
  const value = given.find((each) => each.name.value === name)?.value;
  return value?.kind === Kind.INT || value?.kind === Kind.STRING ? value.value : undefined;
}

function placed(known: Known, type: string, object: Record<string, unknown>, outer: Place): Place {
  const key = object.k_;
  const firm = (code: unknown) => [known.firms.get(code as string)].filter((each) => each !== undefined);
  if (type === 'Enterprise') return { ...outer, firms: firm(key), year: undefined };
  if ((type === 'Grade' || type === 'Mover') && key) return { ...outer, firms: firm((key as { k_: string }).k_) };
  if (type === 'IndicatorResult') return { ...outer, indicator: key as string };
  if (type === 'FactSource') return { ...outer, owner: (key as string).toLowerCase() };
  const parties = (id: unknown) => known.parties.get(id as string) ?? [];
  if (type === 'LandTaxFinding') {
    const [, , id] = Buffer.from(object.f_id as string, 'base64url')
      .toString()
      .split(':');
    return { ...outer, finding: object.f_kind as string, firms: parties(id) };
  }
  if (type === 'Parcel') return { ...outer, firms: parties(object.p_unit) };
  return type === 'LandTaxSource' ? { ...outer, firms: parties(object.s_id) } : outer;
}
