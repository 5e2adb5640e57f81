import { describe, expect, it } from 'vitest';
import { geocode, spelledOut } from './geocode.ts';
import { metresBetween } from './lat-lng.ts';
import { places, postalAreas } from './places.ts';
import { networkSize, pointAlong, routeBetween, snapToStreet } from './street-network.ts';

const ellis = { lat: 37.7843461905875, lng: -122.415412005654 };
const mission = { lat: 37.7888061913173, lng: -122.399442005392 };

describe('the street network', () => {
  it('is one piece', () => {
    const { reachable, crossings } = networkSize();
    expect(crossings).toBeGreaterThan(300);
    expect(reachable).toBe(crossings);
  });

  it('leads from door to door along streets', () => {
    for (const from of places) {
      const route = routeBetween(from.at, mission);
      expect(metresBetween(pointAlong(route, 0), from.at)).toBeLessThan(1);
      expect(metresBetween(pointAlong(route, route.lengthM), mission)).toBeLessThan(1);
      expect(route.lengthM).toBeGreaterThanOrEqual(metresBetween(from.at, mission) - 1);
      // All but the way from the first door and to the last one.
      for (const corner of route.points.slice(1, -1))
        expect(snapToStreet(corner)?.metres ?? 1e6).toBeLessThan(1);
    }
  });

  it('makes no leaps', () => {
    const route = routeBetween(ellis, { lat: 37.7633, lng: -122.4577 });
    for (let metres = 0; metres < route.lengthM; metres += 10)
      expect(metresBetween(pointAlong(route, metres), pointAlong(route, metres + 10))).toBeLessThan(10.1);
  });
});

describe('the geocoder', () => {
  it("knows the addresses of TwinJet's documentation as it prints them", () => {
    expect(geocode('565 Ellis St', '94109')).toEqual(ellis);
    expect(geocode('560 Mission Street', '94105')).toEqual(mission);
    expect(geocode('544 19th Ave', '94121')).toEqual({ lat: 37.7776461894887, lng: -122.477902006678 });
    expect(spelledOut('565 Ellis St')).toBe('565 Ellis Street');
    expect(spelledOut('544 19th Ave.')).toBe('544 19th Avenue');
  });

  it('puts other addresses into their postal area, always at the same point', () => {
    for (const [zip, area] of postalAreas) {
      const point = geocode('1234 Anywhere Lane', zip);
      expect(point).toEqual(geocode('1234 anywhere ln', zip));
      expect(metresBetween(point ?? ellis, area.at)).toBeLessThan(area.radiusM + 400);
    }
  });

  it('puts an unlisted number on its street', () => {
    const point = geocode('811 Valencia St', '94110');
    expect(snapToStreet(point ?? ellis, 'Valencia Street')?.metres ?? 1e6).toBeLessThan(1);
  });

  it('does not know postal codes elsewhere', () => {
    expect(geocode('1 Main Street', '10001')).toBeUndefined();
  });
});
