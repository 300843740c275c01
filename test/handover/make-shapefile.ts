import iconv from 'iconv-lite';

/** A parcel as a Shapefile draws it: its ring closes, clockwise. */
export interface DrawnParcel {
  readonly code: string;
  readonly ring: readonly (readonly number[])[];
}

const [HEADER, POLYGON, CODE_LENGTH] = [100, 5, 30];

/** The .shp and .dbf of some parcels (ESRI Shapefile Technical Description, 1998). */
export function makeShapefile(
  parcels: readonly DrawnParcel[],
  encoding: 'utf8' | 'gb18030',
): { readonly shp: Buffer; readonly dbf: Buffer } {
  return { shp: shpOf(parcels), dbf: dbfOf(parcels, encoding) };
}

function shpOf(parcels: readonly DrawnParcel[]): Buffer {
  const records = parcels.map(({ ring }, i) => {
    const content = Buffer.alloc(48 + 16 * ring.length);
    content.writeInt32LE(POLYGON, 0);
    content.writeInt32LE(1, 36);
    content.writeInt32LE(ring.length, 40);
    ring.forEach(([x, y], at) => {
      content.writeDoubleLE(x!, 48 + 16 * at);
      content.writeDoubleLE(y!, 56 + 16 * at);
    });
    const head = Buffer.alloc(8);
    head.writeInt32BE(i + 1, 0);
    head.writeInt32BE(content.length / 2, 4);
    return Buffer.concat([head, content]);
  });
  const header = Buffer.alloc(HEADER);
  header.writeInt32BE(9994, 0);
  header.writeInt32BE((HEADER + Buffer.concat(records).length) / 2, 24);
  header.writeInt32LE(1000, 28);
  header.writeInt32LE(POLYGON, 32);
  return Buffer.concat([header, ...records]);
}

function dbfOf(parcels: readonly DrawnParcel[], encoding: string): Buffer {
  const header = Buffer.alloc(65);
  header.writeUInt8(3, 0);
  header.writeUInt32LE(parcels.length, 4);
  header.writeUInt16LE(header.length, 8);
  header.writeUInt16LE(1 + CODE_LENGTH, 10);
  // Eleven bytes are the name's: one of twelve is cut where it is written in UTF-8.
  iconv.encode('宗地代码', encoding).copy(header, 32, 0, 11);
  header.write('C', 43, 'latin1');
  header.writeUInt8(CODE_LENGTH, 48);
  header.writeUInt8(13, 64);
  const rows = parcels.map(({ code }) => Buffer.from(` ${code.padEnd(CODE_LENGTH)}`, 'latin1'));
  return Buffer.concat([header, ...rows]);
}
