import { describe, expect, it } from 'vitest';
import { landApprovals } from '../../src/departments/land/approval-datasets.js';
import { landMilestones, landSupplies } from '../../src/departments/land/supply-datasets.js';
import { landOutlines, landTransfers, minesAnnual } from '../../src/departments/land/after-supply-datasets.js';
import { inWgs84 } from '../../src/departments/land/outline-geometry.js';
import type { OutlineGeometry } from '../../src/handover/outline.js';
import { DEFAULT_LIMITS } from '../../src/handover/limits.js';
import { counts, readFile } from './county-datasets.js';
import { makeShapefile } from './make-shapefile.js';
import { makeZip } from './make-workbook.js';

const CODE = '339901016014GB01460';
const SQUARE = [
  [120, 28],
  [121, 28],
  [121, 29],
  [120, 28],
];
const feature = (properties: object, coordinates: unknown = [SQUARE], type = 'Polygon') => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
});
const collection = (features: object[], crs?: string) =>
  JSON.stringify({ type: 'FeatureCollection', ...(crs && { crs: { type: 'name', properties: { name: crs } } }), features });
const outlines = (content: Uint8Array | string, more = {}) =>
  readFile(content, { fileName: '界线.geojson', datasets: [landOutlines], ...more });

describe('outlines in GeoJSON', () => {
  it('are a row a feature, with the system and the properties that stand beside the code', async () => {
    const { accepted, issues } = await outlines(collection([feature({ 宗地代码: CODE, 备注: '东' })], 'urn:ogc:def:crs:EPSG::4490'));
    expect(issues).toEqual([]);
    expect(accepted[0]).toMatchObject({ line: 1, values: { parcelCode: CODE, crs: 'EPSG:4490', properties: '{"备注":"东"}' } });
    expect(JSON.parse(accepted[0]!.values['geometry'] as string)).toEqual({ type: 'Polygon', coordinates: [SQUARE] });
  });

  it.each([
    ['nothing said', undefined, undefined, 'EPSG:4326'],
    ['the file says', 'EPSG:4549', undefined, 'EPSG:4549'],
    ['longitude before latitude', 'urn:ogc:def:crs:OGC:1.3:CRS84', undefined, 'EPSG:4326'],
    ['--crs says', undefined, 'EPSG:4527', 'EPSG:4527'],
    ['both say the same', 'EPSG:4490', 'EPSG:4490', 'EPSG:4490'],
  ])('are in the system that is said: %s', async (_, crs, said, is) => {
    const { accepted } = await outlines(collection([feature({ 宗地代码: CODE })], crs), { crs: said });
    expect(accepted[0]!.values['crs']).toBe(is);
  });

  it.each([
    ['another system', collection([feature({ 宗地代码: CODE })], 'EPSG:3857'), undefined],
    ['two systems', collection([feature({ 宗地代码: CODE })], 'EPSG:4490'), 'EPSG:4326'],
    ['a text that is cut', collection([feature({ 宗地代码: CODE })]).slice(0, -5), undefined],
    ['no collection', JSON.stringify(feature({ 宗地代码: CODE })), undefined],
  ])('are refused: %s', async (_, text, crs) => {
    const reading = await outlines(text, { crs });
    expect([reading.status, counts(reading)]).toEqual(['refused', { FILE_MALFORMED: 1 }]);
  });

  it.each([
    ['a point', feature({ 宗地代码: CODE }, [120, 28], 'Point'), 'VALUE_UNKNOWN'],
    ['an open ring', feature({ 宗地代码: CODE }, [SQUARE.slice(0, 3)]), 'VALUE_UNKNOWN'],
    ['no number', feature({ 宗地代码: CODE }, [[...SQUARE.slice(0, 3), [120, null]]]), 'VALUE_UNKNOWN'],
    ['no code', feature({}), 'REQUIRED_MISSING'],
    ['a unit code', feature({ 宗地代码: `${CODE}F00010001` }), 'UNIT_CODE_INVALID'],
  ])('are put aside: %s', async (_, one, code) => {
    const reading = await outlines(collection([one, feature({ 宗地代码: '339901016014GB01461' })]));
    expect([reading.accepted.length, reading.quarantined.length, counts(reading)]).toEqual([1, 1, { [code]: 1 }]);
  });

  it('keep the bounds of lines and of a line', async () => {
    const many = collection([feature({ 宗地代码: CODE }), feature({ 宗地代码: CODE })]);
    for (const limits of [{ lines: 1 }, { lineBytes: 40 }]) {
      const reading = await outlines(many, { limits: { ...DEFAULT_LIMITS, ...limits } });
      expect(counts(reading)).toEqual({ FILE_TOO_LARGE: 1 });
    }
  });
});

describe('outlines in a zipped Shapefile', () => {
  const PRJ = 'PROJCS["CGCS2000_3_Degree_GK_CM_120E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000"]]]';
  const ring = [
    [500_000, 3_100_000],
    [500_000, 3_100_100],
    [500_100, 3_100_100],
    [500_000, 3_100_000],
  ];
  const zip = (parts: Record<string, Buffer>) => makeZip(Object.entries(parts).map(([name, content]) => ({ name, content })));

  it.each(['gb18030', 'utf-8'])('are read by a library, whatever their names are written in: %s', async (encoding) => {
    const { shp, dbf } = makeShapefile([{ code: CODE, ring }], encoding === 'utf-8' ? 'utf8' : 'gb18030');
    const bytes = zip({
      '宗地.shp': shp,
      '宗地.dbf': dbf,
      '宗地.prj': Buffer.from(PRJ),
      ...(encoding === 'utf-8' && { '宗地.cpg': Buffer.from('UTF-8') }),
    });
    const reading = await outlines(bytes, { fileName: '界线.zip' });
    expect(reading.issues).toEqual([]);
    expect(reading.accepted).toMatchObject([{ line: 1, values: { parcelCode: CODE, crs: 'EPSG:4549' } }]);
  });

  it('are refused without a system, with two layers, or cut', async () => {
    const { shp, dbf } = makeShapefile([{ code: CODE, ring }], 'gb18030');
    const prj = Buffer.from(PRJ);
    const bad: readonly Record<string, Buffer>[] = [
      { 'a.shp': shp, 'a.dbf': dbf },
      { 'a.shp': shp, 'a.dbf': dbf, 'a.prj': prj, 'b.shp': shp },
      { 'a.shp': shp, 'a.prj': prj },
      { 'a.shp': shp, 'a.dbf': dbf.subarray(0, 20), 'a.prj': prj },
    ];
    for (const parts of bad) expect(counts(await outlines(zip(parts)))).toEqual({ FILE_MALFORMED: 1 });
    const said = await outlines(zip(bad[0]!), { crs: 'EPSG:4549' });
    expect(said.accepted).toHaveLength(1);
  });
});

describe('an outline', () => {
  const at = (east: number, north: number): OutlineGeometry => ({
    type: 'Polygon',
    coordinates: [
      [
        [east, north],
        [east, north],
        [east, north],
        [east, north],
      ],
    ],
  });
  const degrees = (geometry: OutlineGeometry, crs: string) => {
    const [east, north] = (inWgs84(JSON.stringify(geometry), crs) as unknown as { coordinates: number[][][] }).coordinates[0]![0]!;
    return [east!.toFixed(6), north!.toFixed(6)];
  };

  it('is shown in EPSG:4326, whatever system it came in', () => {
    // On the central meridian, at a known length of the meridian: 30° N is 3,320,113.398 m on GRS 80.
    const by = [
      [at(120, 30), 'EPSG:4490'],
      [at(500_000, 3_320_113.398), 'EPSG:4549'],
      [at(40_500_000, 3_320_113.398), 'EPSG:4528'],
    ] as const;
    for (const [geometry, crs] of by) expect(degrees(geometry, crs), crs).toEqual(['120.000000', '30.000000']);
  });
});

describe('the columns of land', () => {
  const read = (text: string) => readFile(text, { datasets: [landApprovals, landMilestones, landSupplies, landTransfers, minesAnnual] });

  it('hold no date where databases write one: an error in a key, else a warning', async () => {
    const reading = await read(
      '合同编号,事件,日期,文书号,新日期,延期事项\nA,动工,1900-01-01,,,\nA,延期批准,2020-01-01,甲,9999/12/31,动工\n',
    );
    expect(counts(reading)).toEqual({ DATE_SENTINEL: 2 });
    expect(reading.quarantined.map(({ line }) => line)).toEqual([2]);
    expect(reading.accepted[0]!.values).toMatchObject({ date: '2020-01-01', document: '甲', newDate: null });
  });

  it('hold words of closed lists, folded: 无 is one where it stands in the list', async () => {
    const mines = await read(
      '采矿许可证号,年度,矿种,绿色矿山级别,规模,清洁生产\nC1,2024,石,　无,大,是\nC2,2024,石,国家级 ,,\nC3,2024,无,—,特大,\n',
    );
    expect(counts(mines)).toEqual({ VALUE_UNKNOWN: 1 });
    expect(mines.issues[0]!.message).toContain('可填：大、中、小');
    expect(mines.accepted.map(({ values }) => values['greenLevel'])).toEqual(['无', '国家级']);
    const milestones = await read('合同编号,事件,日期,文书号,新日期,延期事项\nA,开工,2020-01-01,,,\n');
    expect(counts(milestones)).toEqual({ EVENT_UNKNOWN: 1 });
  });

  it('hold several parcels in one cell, by semicolons of either width', async () => {
    const of = (cell: string) => read(`登记号,宗地代码,种类,日期,后继宗地代码\nZ,${CODE},分割,2020-01-01,${cell}\n`);
    const two = await of(`${CODE}；339901016014GB01461;`);
    expect(two.accepted[0]!.values['successors']).toBe(`${CODE};339901016014GB01461`);
    expect(counts(await of(`${CODE};339901`))).toEqual({ UNIT_CODE_INVALID: 1 });
  });

  it('take areas in the units of land, ‰ as a tenth of a %', async () => {
    const reading = await read(
      '合同编号,供应方式,供应面积（万㎡）,动工违约金率,违约金上限比例（‰）,年限（年）\nA,出让,0.5,1,200,50\nB,出让,1,0.1%,20%,\n',
    );
    expect(reading.issues).toEqual([]);
    expect(reading.accepted.map(({ values }) => [values['area'], values['startPenaltyRate'], values['penaltyCap']])).toEqual([
      ['7.5', '1', '20'],
      ['15', '1', '20'],
    ]);
  });
});
