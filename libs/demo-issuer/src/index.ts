export {
  DEMO_APPROVER,
  DEMO_CABINET,
  DEMO_PROGRAM,
  SECOND_OPERATOR,
  demoSettings,
  newSigningKey,
  startDemoIssuer,
  type DemoIssuer,
} from './demo-issuer.js';
