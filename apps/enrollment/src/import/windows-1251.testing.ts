/** ASCII and Russian letters as windows-1251 writes them. */
export const windows1251 = (text: string): Buffer =>
  Buffer.from(
    Array.from(text, (sign) => {
      const code = sign.codePointAt(0) ?? 0;
      if (code < 0x80) return code;
      if (sign === 'ё') return 0xb8;
      if (sign === 'Ё') return 0xa8;
      if (sign === '№') return 0xb9;
      if (code < 0x410 || code > 0x44f) throw new RangeError(sign);
      return code - 0x410 + 0xc0;
    }),
  );
