import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';

/** A cluster of one node, the leader, which calls itself by this address. */
export const clusterOf = (host: string, port: number): InstanceType<typeof gossip.ClusterInfo> => {
  const member = new gossip.MemberInfo().setInstanceId(new shared.UUID().setString(NODE)).setIsAlive(true);
  member.setState(gossip.MemberInfo.VNodeState.LEADER);
  member.setHttpEndPoint(new gossip.EndPoint().setAddress(host).setPort(port));
  return new gossip.ClusterInfo().setMembersList([member]);
};

const NODE = '00000000-0000-4000-8000-000000000001';
