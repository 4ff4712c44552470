import type { RequestHandler } from 'express';
import { driveSvg } from '../drives/drive-svg.ts';
import { readDrive } from '../drives/read-drive.ts';
import type { Ports } from '../ports.ts';

/** The picture of a drive, the one thing here that other sites may embed. It is looked at anew each minute. */
export function drivePicture(ports: Ports): RequestHandler {
  return async (request, response) => {
    const { drive } = await readDrive(ports, { path: { driveId: String(request.params['driveId']) } });
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    response.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'");
    response.removeHeader('X-Frame-Options');
    response.setHeader('Cache-Control', 'public, max-age=60');
    response.type('image/svg+xml').send(driveSvg(drive));
  };
}
