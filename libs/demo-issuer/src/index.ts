export {
  DEMO_APPROVER,
  DEMO_CABINET,
  DEMO_PROGRAM,
  demoSettings,
  newSigningKey,
  startDemoIssuer,
  type DemoIssuer,
} from './demo-issuer.js';
