import { cp } from 'node:fs/promises';
import { PgliteDatabase } from '@lib/database';
import { tempFolder } from './temp-folder.js';

let made: Promise<string> | undefined;

/** A data folder with an empty database in it: a copy of one made once, for the first creation takes seconds. */
export const freshStore = async (): Promise<string> => {
  made ??= makeOne();
  const folder = await tempFolder();
  await cp(await made, folder, { recursive: true });
  return folder;
};

const makeOne = async (): Promise<string> => {
  const folder = await tempFolder();
  await (await PgliteDatabase.open(folder)).close();
  return folder;
};
