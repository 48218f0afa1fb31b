import { describe, expect, it } from 'vitest';
import { createContainerLog } from '../../support/azure/arm/container-instance/running/container-log';
import { fitHttp2, isNginx } from '../../support/azure/arm/container-instance/running/nginx-image';

describe('an image of nginx', () => {
  it.each(['nginx', 'nginx:1.28', 'mcr.microsoft.com/azurelinux/base/nginx:1.28', 'docker.io/library/nginx@sha256:00'])(
    'is %s',
    (image) => expect(isNginx(image)).toBe(true),
  );

  it.each(['contoso/score:nginx', 'nginx-model:1', 'nginx.azurecr.io/score', 'my-nginx'])('is not %s', (image) =>
    expect(isNginx(image)).toBe(false),
  );

  const rendered = 'server {\n    listen 443 ssl default_server;\n    http2 on;\n    listen 80;\n}\n';
  const older = 'server {\n    listen 443 ssl http2 default_server;\n    listen 80;\n}\n';

  it.each(['nginx:1.28', 'nginx:1.25.1', 'nginx:1.25', 'nginx:1', 'nginx:latest', 'nginx', 'nginx@sha256:00'])(
    'has its HTTP/2 said as an older nginx takes it: %s',
    (image) => expect(fitHttp2(rendered, image, '1.22.1')).toBe(older),
  );

  it.each(['nginx:1.24', 'nginx:1.25.0', 'nginx:1.22.1-alpine'])('fails here as it does in Azure: %s', (image) =>
    expect(fitHttp2(rendered, image, '1.22.1')).toBe(rendered),
  );

  it('is left alone where nginx here is new enough, and where HTTP/2 is not asked for', () => {
    expect(fitHttp2(rendered, 'nginx:1.28', '1.26.3')).toBe(rendered);
    const plain = 'server {\n    listen 443 ssl;\n}\n';
    expect(fitHttp2(plain, 'nginx:1.28', '1.22.1')).toBe(plain);
  });
});

describe('the log of a container', () => {
  it('has whole lines, the last ones, and the moments they began', () => {
    const log = createContainerLog();
    for (const piece of ['one\ntw', 'o\n', 'three']) log.write(piece);
    expect(log.read({ timestamps: false })).toBe('one\ntwo\nthree');
    expect(log.read({ tail: 2, timestamps: false })).toBe('two\nthree');
    expect(log.read({ tail: 0, timestamps: false })).toBe('');
    expect(log.read({ tail: 1, timestamps: true })).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z three$/u);
  });

  it('forgets its beginning when it grows over 4 MB', () => {
    const log = createContainerLog();
    for (let line = 0; line < 5; line += 1) log.write(`${line}${'x'.repeat(1024 * 1024)}\n`);
    const kept = log.read({ timestamps: false });
    expect(kept.length).toBeLessThanOrEqual(4 * 1024 * 1024);
    expect(kept.startsWith('2')).toBe(true);
    log.clear();
    expect(log.read({ timestamps: false })).toBe('');
  });
});
