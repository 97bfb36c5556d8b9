// Be Vietnam Pro cut down to what Vietnamese and English pages write, and a
// face of its figures at one width: the font has none, and columns of numbers
// need them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import subsetFont from 'subset-font';

const span = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('');

const sets = {
  latin: span(0x20, 0x7e) + '\u00a0«»°±·×÷§©²³½–—‘’“”…•−' + 'ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý',
  vietnamese: 'ĂăĐđĨĩŨũƠơƯư₫\u0300\u0301\u0303\u0309\u0323' + span(0x1ea0, 0x1ef9),
};

const weights = [400, 600, 700];
const family = 'Be Vietnam Pro';

// fonts returns every face as {name, family, weight, range, bytes}.
export async function fonts(folder) {
  const out = [];
  for (const weight of weights) {
    for (const [set, letters] of Object.entries(sets)) {
      const source = readFileSync(join(folder, `be-vietnam-pro-${set}-${weight}-normal.woff2`));
      const suffix = set === 'latin' ? '' : '-vi';
      out.push({
        name: `be-vietnam-pro-${weight}${suffix}.woff2`, family, weight, range: rangeOf(letters),
        bytes: await subsetFont(source, letters, { targetFormat: 'woff2', noLayoutClosure: true }),
      });
      if (set === 'latin') {
        out.push({ name: `figures-${weight}.woff2`, family: 'Lan Toa Figures', weight, range: 'U+30-39', bytes: await figures(source) });
      }
    }
  }
  return out;
}

// figures makes a face of the ten digits, all of their mean width.
async function figures(source) {
  const digits = '0123456789';
  const sfnt = await subsetFont(source, digits, { targetFormat: 'sfnt', dropTables: ['GPOS', 'GSUB', 'GDEF'] });
  const bytes = Buffer.from(sfnt);
  const tables = tablesOf(bytes);
  const long = bytes.readUInt16BE(tables.hhea.offset + 34);
  const glyphs = bytes.readUInt16BE(tables.maxp.offset + 4);
  if (long !== glyphs) throw new Error('figures: glyphs share a width, the table cannot be edited in place');
  const advance = (glyph) => tables.hmtx.offset + glyph * 4;
  const ids = [...digits].map((d) => glyphOf(bytes, tables.cmap.offset, d.codePointAt(0)));
  const widths = ids.map((id) => bytes.readUInt16BE(advance(id)));
  const width = Math.round(widths.reduce((sum, w) => sum + w) / ids.length); // so that a column is as dense as a line
  for (const id of ids) {
    const at = advance(id);
    const shift = Math.round((width - bytes.readUInt16BE(at)) / 2);
    bytes.writeUInt16BE(width, at);
    bytes.writeInt16BE(bytes.readInt16BE(at + 2) + shift, at + 2); // moving the bearing moves the outline
  }
  bytes.writeUInt32BE(checksum(bytes, tables.hmtx), tables.hmtx.record + 4);
  return subsetFont(bytes, digits, { targetFormat: 'woff2' });
}

function tablesOf(bytes) {
  const tables = {};
  for (let i = 0; i < bytes.readUInt16BE(4); i++) {
    const record = 12 + i * 16;
    tables[bytes.toString('latin1', record, record + 4)] = { record, offset: bytes.readUInt32BE(record + 8), length: bytes.readUInt32BE(record + 12) };
  }
  return tables;
}

function checksum(bytes, table) {
  let sum = 0;
  for (let i = 0; i < table.length; i += 4) {
    const word = Buffer.alloc(4);
    bytes.copy(word, 0, table.offset + i, table.offset + Math.min(i + 4, table.length));
    sum = (sum + word.readUInt32BE(0)) >>> 0;
  }
  return sum;
}

// glyphOf looks a code point up in the character map (format 4).
function glyphOf(bytes, cmap, code) {
  for (let i = 0; i < bytes.readUInt16BE(cmap + 2); i++) {
    const map = cmap + bytes.readUInt32BE(cmap + 4 + i * 8 + 4);
    if (bytes.readUInt16BE(map) !== 4) continue;
    const count = bytes.readUInt16BE(map + 6) / 2;
    for (let s = 0; s < count; s++) {
      const end = bytes.readUInt16BE(map + 14 + s * 2);
      const start = bytes.readUInt16BE(map + 16 + count * 2 + s * 2);
      if (code < start || code > end) continue;
      const delta = bytes.readInt16BE(map + 16 + count * 4 + s * 2);
      const at = map + 16 + count * 6 + s * 2;
      const offset = bytes.readUInt16BE(at);
      const glyph = offset === 0 ? code : bytes.readUInt16BE(at + offset + (code - start) * 2);
      return (glyph + delta) & 0xffff;
    }
  }
  throw new Error(`figures: no glyph for ${code}`);
}

// rangeOf writes letters as a unicode-range.
function rangeOf(letters) {
  const codes = [...new Set([...letters].map((l) => l.codePointAt(0)))].sort((a, b) => a - b);
  const ranges = [];
  for (const code of codes) {
    const last = ranges.at(-1);
    if (last && last[1] === code - 1) last[1] = code;
    else ranges.push([code, code]);
  }
  const hex = (n) => n.toString(16).toUpperCase();
  return ranges.map(([a, b]) => (a === b ? `U+${hex(a)}` : `U+${hex(a)}-${hex(b)}`)).join(',');
}
