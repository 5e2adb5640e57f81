// Seed 002, Address Validation: what leaves, and price, ETAs, addresses, errors and zones of the answer.

import { describe, expect, it } from 'vitest';
import { NOW } from '../../support/canned-server.ts';
import { loopback, TOKEN } from './loopback.ts';
import { OUT_OF_ZONE_ANSWER, VALIDATE_ANSWER, VALIDATE_SAMPLE } from './seed-samples.ts';

const twinjet = loopback();
const { api_token, ...addresses } = JSON.parse(VALIDATE_SAMPLE);

async function validate(ends: object = addresses) {
  const result = await twinjet.provider.validate(twinjet.account, ends, NOW);
  if (!result.ok) throw new Error(result.error.sentence);
  return result.value;
}

describe('seed 002 · Address Validation', () => {
  it('sends the sample payload as a POST to the documented address', async () => {
    twinjet.answer(VALIDATE_ANSWER);
    await validate();
    const { method, url, headers, json } = twinjet.only();
    expect([method, url]).toEqual(['POST', '/api/v1/validate/']);
    expect(headers['content-type']).toBe('application/json');
    expect(json).toEqual(JSON.parse(VALIDATE_SAMPLE));
    expect(api_token).toBe(TOKEN);
  });

  it.each(['pick_address', 'deliver_address'])('sends `%s` alone', async (end) => {
    twinjet.answer(VALIDATE_ANSWER);
    await validate({ [end]: addresses[end] });
    expect(twinjet.only().json).toEqual({ api_token: TOKEN, [end]: addresses[end] });
  });

  it('asks nothing without any address', async () => {
    const result = await twinjet.provider.validate(twinjet.account, {}, NOW);
    expect(result).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    expect(twinjet.received).toEqual([]);
  });

  it('reads the sample answer inside the zone', async () => {
    twinjet.answer(VALIDATE_ANSWER);
    const { quotedAt, ...quote } = await validate();
    const sample = JSON.parse(VALIDATE_ANSWER);
    expect(quote).toEqual({
      price: '8.00',
      pickup_eta: '2016-01-22T17:53:40.730-08:00',
      delivery_eta: '2016-01-22T18:00:54.508-08:00',
      pick_address: sample.pick_address,
      drop_address: sample.drop_address,
      errors: [],
      geometries: [],
    });
    expect(Math.abs(quotedAt - Date.now())).toBeLessThan(60_000);
  });

  it('reads the sample answer outside the zone: 200, errors and no price', async () => {
    twinjet.answer(OUT_OF_ZONE_ANSWER);
    const sample = JSON.parse(OUT_OF_ZONE_ANSWER);
    expect(await validate()).toMatchObject({
      price: null,
      pickup_eta: null,
      delivery_eta: null,
      pick_address: sample.pick_address,
      drop_address: sample.drop_address,
      errors: [{ field: 'pick_address', message: 'Outside of available delivery area' }],
    });
  });

  it('reads errors with several ends in one object, and ones about neither', async () => {
    twinjet.answer('{"errors":[{"pick_address":"Outside","deliver_address":["Not found"]},"Closed today"]}');
    expect((await validate()).errors).toEqual([
      { field: 'pick_address', message: 'Outside' },
      { field: 'deliver_address', message: 'Not found' },
      { field: '', message: 'Closed today' },
    ]);
  });

  it('reads numbers as text and text as numbers, and keeps keys it does not know', async () => {
    twinjet.answer(
      '{"price":8.5,"pick_address":{"address":"565 Ellis Street","zip":94109,"floor":null,"lat":"37.78","lng":"-122.41","accuracy":"rooftop"}}',
    );
    const quote = await validate();
    expect(quote.price).toBe('8.5');
    expect(quote.pick_address).toEqual({
      address: '565 Ellis Street',
      city: null,
      state: null,
      floor: null,
      zip: '94109',
      lat: 37.78,
      lng: -122.41,
      accuracy: 'rooftop',
    });
  });

  const square = {
    type: 'Polygon',
    coordinates: [
      [
        [-122.5, 37.7],
        [-122.3, 37.7],
        [-122.3, 37.8],
        [-122.5, 37.7],
      ],
    ],
  };
  const feature = { type: 'Feature', properties: { name: 'Downtown' }, geometry: square };
  it.each([
    ['a Polygon', { delivery_zone: square }, [{ key: 'delivery_zone', geojson: square }]],
    [
      'a MultiPolygon',
      { area: { type: 'MultiPolygon', coordinates: [square.coordinates] } },
      [{ key: 'area', geojson: { type: 'MultiPolygon', coordinates: [square.coordinates] } }],
    ],
    ['a Feature one level down', { zone: { geojson: feature } }, [{ key: 'zone.geojson', geojson: feature }]],
    [
      'a FeatureCollection',
      { zones: { type: 'FeatureCollection', features: [feature] } },
      [{ key: 'zones', geojson: { type: 'FeatureCollection', features: [feature] } }],
    ],
    [
      'a list of Features',
      { zones: [feature, feature] },
      [
        { key: 'zones.0', geojson: feature },
        { key: 'zones.1', geojson: feature },
      ],
    ],
  ])('finds %s under any key, in and out of zone', async (_what, extra, geometries) => {
    for (const answer of [VALIDATE_ANSWER, OUT_OF_ZONE_ANSWER]) {
      twinjet.answer(JSON.stringify({ ...JSON.parse(answer), ...extra }));
      expect((await validate()).geometries).toEqual(geometries);
    }
  });

  it('cannot use an answer that tells neither a price nor what is wrong', async () => {
    twinjet.answer('{"pick_address":{}}');
    expect(await twinjet.provider.validate(twinjet.account, addresses, NOW)).toMatchObject({
      ok: false,
      error: { kind: 'bad-answer', fields: [{ field: 'price' }] },
    });
  });
});
