import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';

let service: RunningEnrollment;
beforeAll(async () => {
  service = await openEnrollment(await openDatabase());
});
afterAll(async () => {
  await service.close();
  await service.database.close();
});

const isClosed = async (): Promise<boolean | undefined> => {
  const [group] = await service.database.query<{ closed: boolean }>(
    `SELECT closed FROM enrollment.study_groups WHERE group_id = '810'`,
  );
  return group?.closed;
};

it('knows of a group whether it takes new applications, which an older message did not tell', async () => {
  await service.group({ groupId: '810' });
  expect(await isClosed()).toBe(false);
  await service.group({ groupId: '810', closed: true });
  expect(await isClosed()).toBe(true);
  await service.group({ groupId: '810', closed: false });
  expect(await isClosed()).toBe(false);
});
