import { describe, expect, it } from 'vitest';
import type { Order } from '../../../../src-main/deployments/targets';
import { checkSettings } from '../../../../src-main/targets/container-instances/check-settings';
import type { Settings } from '../../../../src-main/targets/container-instances/settings';
import { existingGroup, model, newGroup, orderOf } from './open-target';

type New = Parameters<typeof newGroup>[1];
function refusal(
  containerGroup: Settings['containerGroup'],
  ofModel: Partial<Settings['model']> = {},
  more: Partial<Order> = {},
) {
  const settings = { containerGroup, model: model(ofModel) };
  try {
    checkSettings(orderOf(settings, more), settings);
    return 'taken';
  } catch (cause) {
    const { setting, reason } = (cause as { facts: Record<string, string> }).facts;
    return `${setting} ${reason}`;
  }
}
const ofNew = (more: New, ofModel?: Partial<Settings['model']>) => refusal(newGroup('churn', more), ofModel);

describe('What is chosen for a container group', () => {
  it('is taken where Azure takes it', () => {
    expect(ofNew({})).toBe('taken');
    expect(ofNew({ name: 'a'.repeat(63), dnsLabel: 'abcde', size: { cpu: 0.25, memoryGb: 1.5 } })).toBe('taken');
    expect(ofNew({ environment: [{ name: 'A1_b', value: '' }, { name: 'TOKEN' }], probePath: '/health?deep=1' })).toBe(
      'taken',
    );
    expect(refusal(existingGroup('Somebody Else', 'x'))).toBe('taken');
  });

  it.each([
    ['', 'name empty'],
    ['a'.repeat(64), 'name length'],
    ['Churn', 'name characters'],
    ['churn_model', 'name characters'],
    ['-churn', 'name characters'],
    ['churn-', 'name characters'],
    ['churn--model', 'name hyphens'],
  ])('is no group called %j', (name, said) => expect(ofNew({ name })).toBe(said));

  it.each([
    ['', 'dnsLabel empty'],
    ['abcd', 'dnsLabel length'],
    ['a'.repeat(64), 'dnsLabel length'],
    ['1churn', 'dnsLabel characters'],
    ['Churns', 'dnsLabel characters'],
    ['churn-', 'dnsLabel characters'],
  ])('is no DNS label %j', (dnsLabel, said) => {
    expect(ofNew({ dnsLabel })).toBe(said);
    expect(refusal(existingGroup('open', 'scorer', { dnsLabel }))).toBe(said);
  });

  it.each([22, 1025, 1027, 3389, 9999, 19_000, 19_080, 19_100, 19_390, 20_000, 30_000, 49_152, 65_534])(
    'is no port that Azure keeps: %i',
    (port) => expect(ofNew({}, { port })).toBe('port reserved'),
  );

  it('is not the gateway’s port: 443, or 80 without TLS', () => {
    expect(ofNew({}, { port: 443 })).toBe('port gateway');
    expect(ofNew({}, { port: 80 })).toBe('taken');
    expect(refusal(newGroup('churn'), { port: 80 }, { tls: false })).toBe('port gateway');
    expect(refusal(newGroup('churn'), { port: 443 }, { tls: false })).toBe('taken');
  });

  it('is an image, of the model and of the gateway', () => {
    expect(ofNew({}, { image: '' })).toBe('image empty');
    expect(ofNew({}, { image: 'contoso/Score' })).toBe('image repository');
    expect(ofNew({ gatewayImage: 'nginx:1 28' })).toBe('gatewayImage tag');
  });

  it('is a size in Azure’s steps', () => {
    expect(ofNew({ size: { cpu: 0.125, memoryGb: 1 } })).toBe('size steps');
    expect(ofNew({ size: { cpu: 1, memoryGb: 1.25 } })).toBe('size steps');
    expect(ofNew({ size: { cpu: 1.1, memoryGb: 0.7 } })).toBe('taken');
  });

  it('has variables with names that Azure takes, each once', () => {
    expect(ofNew({ environment: [{ name: '' }] })).toBe('environment empty');
    expect(ofNew({ environment: [{ name: 'DB-PASSWORD' }] })).toBe('environment characters');
    expect(ofNew({ environment: [{ name: '_A' }] })).toBe('environment characters');
    expect(ofNew({ environment: [{ name: 'A' }, { name: 'A', value: 'b' }] })).toBe('environment twice');
  });

  it('has a program where it has a command, and a path where Azure asks', () => {
    expect(ofNew({ command: ['', 'x'] })).toBe('command empty');
    expect(ofNew({ probePath: 'health' })).toBe('probePath characters');
  });
});
