import { describe, expect, it } from 'vitest';
import { nodeId, parseNodeId } from '../../src/graphql/node-id.js';

describe('node ids', () => {
  it('come back as type and key', () => {
    const id = nodeId('Enterprise', '9133990144LEKL1AXK');
    expect(id).not.toContain('9133990144LEKL1AXK');
    expect(parseNodeId(id)).toEqual({ type: 'Enterprise', key: '9133990144LEKL1AXK' });
    expect(parseNodeId(nodeId('LandTaxFinding', 'A:B:C'))).toEqual({ type: 'LandTaxFinding', key: 'A:B:C' });
  });

  it.each([
    '',
    'abc',
    Buffer.from('TaxRecord:1').toString('base64url'),
    Buffer.from('Enterprise:').toString('base64url'),
    `${nodeId('Parcel', 'x')}=`,
  ])('refuse %j', (id) => {
    expect(() => parseNodeId(id)).toThrow('全局编号');
  });
});
