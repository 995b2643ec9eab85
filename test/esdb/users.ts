import type { IUsersServer } from '@eventstore/db-client/generated/users_grpc_pb.js';
import messages from '@eventstore/db-client/generated/users_pb.js';
import { isAdmin, rolesOf, type User, type Users } from './access.js';
import { accessDenied, userConflict, userNotFound } from './faults.js';
import { asFault, settled, type RequestMetadata } from './grpc.js';

type Handlers = Pick<IUsersServer, 'create' | 'details' | 'resetPassword'>;

/** Users.*.cs: for administrators. A user's details are told to itself too, which nobody here asks for. */
export const usersHandlers = (usersNow: () => Users): Handlers => {
  const asked = (metadata: RequestMetadata): Users => {
    const users = usersNow();
    if (!isAdmin(rolesOf(metadata, users))) throw accessDenied();
    return users;
  };
  const known = (users: Users, name: string): User => {
    const user = users.get(name);
    if (!user) throw userNotFound(name);
    return user;
  };
  return {
    create: (call, answer) =>
      settled(answer, () => {
        const [users, options] = [asked(call.metadata), call.request.getOptions()];
        const name = options?.getLoginName() ?? '';
        if (users.has(name)) throw userConflict(name);
        users.set(name, { password: options?.getPassword() ?? '', groups: options?.getGroupsList() ?? [] });
        return new messages.CreateResp();
      }),
    resetPassword: (call, answer) =>
      settled(answer, () => {
        const options = call.request.getOptions();
        const user = known(asked(call.metadata), options?.getLoginName() ?? '');
        user.password = options?.getNewPassword() ?? '';
        return new messages.ResetPasswordResp();
      }),
    details: (call) => {
      try {
        const name = call.request.getOptions()?.getLoginName() ?? '';
        const { groups } = known(asked(call.metadata), name);
        const details = new messages.DetailsResp.UserDetails().setLoginName(name).setGroupsList([...groups]);
        call.write(new messages.DetailsResp().setUserDetails(details));
        call.end();
      } catch (error) {
        call.emit('error', asFault(error));
      }
    },
  };
};
