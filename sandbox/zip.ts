// Writes ZIP archives, broken ones too: a library that writes them refuses to.
import { crc32, deflateRawSync } from "node:zlib";

export interface File {
  readonly name: string;
  readonly contents: string | Uint8Array;
  /** Stored without compression. */
  readonly stored?: boolean;
  /** The mode of Unix: 0o120777 is a symbolic link. */
  readonly mode?: number;
  readonly isEncrypted?: boolean;
  /** What the archive says of its length, in place of the truth. */
  readonly saysBytes?: number;
}

/** @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
export function zip(...files: readonly File[]): Uint8Array {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const name = Buffer.from(file.name);
    const contents = Buffer.from(file.contents);
    const data = file.stored ? contents : deflateRawSync(contents);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0); // version needed
    common.writeUInt16LE(file.isEncrypted ? 0x801 : 0x800, 2); // names in UTF-8
    common.writeUInt16LE(file.stored ? 0 : 8, 4);
    common.writeUInt32LE(crc32(contents), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(file.saysBytes ?? contents.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), common, name, data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((file.mode ?? 0o100644) << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    const made = Buffer.from([0x14, 0x03]); // by Unix
    central.push(Buffer.concat([Buffer.from("PK\x01\x02", "latin1"), made, common, tail, name]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from("PK\x05\x06", "latin1"), end]);
}
