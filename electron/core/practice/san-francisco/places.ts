// Addresses in San Francisco that the geocoder knows exactly, and where each postal code lies.
// Used by geocode.ts and by the practice morning. Names of recipients are made up.

import type { LatLng } from './lat-lng.ts';

export interface Place {
  readonly name: string;
  /** House number and street, spelled out. */
  readonly street: string;
  readonly zip: string;
  readonly at: LatLng;
}

interface PostalArea {
  readonly city: string;
  readonly at: LatLng;
  /** Addresses without an exact point are put within this distance of the middle. */
  readonly radiusM: number;
}

const place = (name: string, street: string, zip: string, lat: number, lng: number): Place => ({
  name,
  street,
  zip,
  at: { lat, lng },
});

export const places: readonly Place[] = [
  place('TCB Courier', '565 Ellis Street', '94109', 37.7843461905875, -122.415412005654),
  place('Important Office Building', '560 Mission Street', '94105', 37.7888061913173, -122.399442005392),
  place('Blue House', '544 19th Avenue', '94121', 37.7776461894887, -122.477902006678),
  place('Ferry Building, Front Desk', '1 Ferry Building', '94111', 37.7953, -122.3938),
  place('Harbor Law Group', '4 Embarcadero Center', '94111', 37.7952, -122.3963),
  place('Northpoint Capital', '600 Montgomery Street', '94111', 37.7951, -122.4027),
  place('Telegraph Studios', '1000 Sansome Street', '94111', 37.7996, -122.4024),
  place('Front Street Partners', '260 Front Street', '94111', 37.7941, -122.3991),
  place('Battery Legal', '500 Battery Street', '94111', 37.7958, -122.4005),
  place('Golden Pier Insurance', '555 California Street', '94104', 37.792, -122.4036),
  place('Quarry Lane Advisors', '235 Montgomery Street', '94104', 37.791, -122.4022),
  place('Pinecrest Holdings', '345 California Street', '94104', 37.7926, -122.4002),
  place('Bush Street Dental', '44 Montgomery Street', '94104', 37.7898, -122.4017),
  place('Foghorn Software', '415 Mission Street', '94105', 37.7896, -122.3972),
  place('Spear Street Escrow', '101 Spear Street', '94105', 37.7922, -122.3934),
  place('One Market, Mail Room', '1 Market Street', '94105', 37.7939, -122.3949),
  place('Rincon Architects', '160 Folsom Street', '94105', 37.7897, -122.3913),
  place('Beale Biometrics', '333 Bryant Street', '94107', 37.782, -122.3934),
  place('Second Street Design', '501 2nd Street', '94107', 37.7838, -122.3941),
  place('Gallery of Modern Prints', '151 3rd Street', '94103', 37.7857, -122.4013),
  place('Convention Hall, Dock B', '747 Howard Street', '94103', 37.7842, -122.4007),
  place('Chronicle Corner', '901 Mission Street', '94103', 37.7826, -122.4069),
  place('Warehouse Nine', '1355 Market Street', '94103', 37.7769, -122.4168),
  place('Folsom Robotics', '1045 Folsom Street', '94103', 37.7768, -122.4068),
  place('Brannan Flower Exchange', '640 Brannan Street', '94107', 37.7757, -122.3985),
  place('Depot Cafe', '700 4th Street', '94107', 37.7768, -122.3946),
  place('Ballpark Offices', '24 Willie Mays Plaza', '94107', 37.7786, -122.3897),
  place('Bayfront Arena, Gate 2', '1 Warriors Way', '94158', 37.768, -122.3886),
  place('Mission Bay Clinic', '1825 4th Street', '94158', 37.7673, -122.391),
  place('Dogpatch Ceramics', '2505 3rd Street', '94107', 37.7573, -122.3881),
  place('Potrero Hill Pediatrics', '1459 18th Street', '94107', 37.7625, -122.397),
  place('City Hall, Room 8', '1 Dr Carlton B Goodlett Place', '94102', 37.7793, -122.4186),
  place('Main Library', '100 Larkin Street', '94102', 37.7791, -122.4159),
  place('Hayes Valley Optics', '500 Hayes Street', '94102', 37.7764, -122.4246),
  place('Hotel Union, Concierge', '335 Powell Street', '94102', 37.7879, -122.4087),
  place('Post Street Tailors', '228 Grant Avenue', '94108', 37.7895, -122.4053),
  place('Hilltop Hotel', '950 Mason Street', '94108', 37.7923, -122.4108),
  place('Cathedral School', '1100 California Street', '94108', 37.7917, -122.413),
  place('Sutter Imaging Center', '450 Sutter Street', '94108', 37.7893, -122.4081),
  place('Van Ness Medical Plaza', '1101 Van Ness Avenue', '94109', 37.7857, -122.422),
  place('Polk Street Veterinary', '1736 Polk Street', '94109', 37.7926, -122.4211),
  place('Russian Hill Residences', '1070 Green Street', '94133', 37.7985, -122.4155),
  place('North Beach Trattoria', '532 Columbus Avenue', '94133', 37.8, -122.4099),
  place('Wharf Gift Hall', '2552 Taylor Street', '94133', 37.8058, -122.4155),
  place('Marina Wellness', '2101 Chestnut Street', '94123', 37.8004, -122.4383),
  place('Union Street Bridal', '1980 Union Street', '94123', 37.7975, -122.4318),
  place('Fillmore Jazz School', '1330 Fillmore Street', '94115', 37.7825, -122.4327),
  place('Geary Medical Center', '2425 Geary Boulevard', '94115', 37.783, -122.4426),
  place('Peace Plaza Market', '1737 Post Street', '94115', 37.7852, -122.4305),
  place('Divisadero Books', '560 Divisadero Street', '94117', 37.7749, -122.438),
  place('Haight Street Records', '1569 Haight Street', '94117', 37.7699, -122.4484),
  place('Stanyan Hospital', '450 Stanyan Street', '94117', 37.7739, -122.4545),
  place('Parnassus Lab Entrance', '505 Parnassus Avenue', '94143', 37.7633, -122.4577),
  place('Inner Sunset Pharmacy', '723 Irving Street', '94122', 37.7639, -122.4651),
  place('Clement Tea House', '3038 Geary Boulevard', '94118', 37.7818, -122.4531),
  place('Castro Community Center', '400 Castro Street', '94114', 37.7622, -122.4352),
  place('Noe Valley Cheese', '3893 24th Street', '94114', 37.7517, -122.4285),
  place('Old Mission Archive', '3321 16th Street', '94114', 37.7644, -122.4268),
  place('Guerrero Bakehouse', '600 Guerrero Street', '94110', 37.7615, -122.4239),
  place('Valencia Cyclery', '1065 Valencia Street', '94110', 37.7561, -122.4212),
  place('Mission Mural House', '2868 Mission Street', '94110', 37.7512, -122.4184),
  place('General Hospital, Building 5', '1001 Potrero Avenue', '94110', 37.7557, -122.4069),
  place('Cesar Chavez Print Works', '2929 Cesar Chavez Street', '94110', 37.7486, -122.411),
  place('Bayview Community Kitchen', '4400 3rd Street', '94124', 37.7396, -122.3891),
  place('Silver Avenue Clinic', '1525 Silver Avenue', '94134', 37.7323, -122.4055),
];

const area = (city: string, lat: number, lng: number, radiusM: number): PostalArea => ({
  city,
  at: { lat, lng },
  radiusM,
});

/** By postal code. Those around the city are known too, so that "outside the area" has a place on the map. */
export const postalAreas: ReadonlyMap<string, PostalArea> = new Map([
  ['94102', area('San Francisco', 37.7806, -122.4164, 500)],
  ['94103', area('San Francisco', 37.7747, -122.4105, 700)],
  ['94104', area('San Francisco', 37.7915, -122.4019, 200)],
  ['94105', area('San Francisco', 37.7895, -122.3955, 400)],
  ['94107', area('San Francisco', 37.7665, -122.3965, 900)],
  ['94108', area('San Francisco', 37.7918, -122.4082, 350)],
  ['94109', area('San Francisco', 37.7915, -122.4202, 700)],
  ['94110', area('San Francisco', 37.7545, -122.4155, 1000)],
  ['94111', area('San Francisco', 37.7975, -122.4, 400)],
  ['94112', area('San Francisco', 37.7205, -122.442, 1200)],
  ['94114', area('San Francisco', 37.759, -122.4325, 800)],
  ['94115', area('San Francisco', 37.786, -122.4365, 600)],
  ['94116', area('San Francisco', 37.7435, -122.486, 1200)],
  ['94117', area('San Francisco', 37.7712, -122.4455, 700)],
  ['94118', area('San Francisco', 37.7818, -122.4605, 600)],
  ['94121', area('San Francisco', 37.7775, -122.493, 1000)],
  ['94122', area('San Francisco', 37.7595, -122.4835, 1100)],
  ['94123', area('San Francisco', 37.8, -122.437, 600)],
  ['94124', area('San Francisco', 37.7365, -122.391, 900)],
  ['94127', area('San Francisco', 37.735, -122.458, 900)],
  ['94129', area('San Francisco', 37.7985, -122.466, 900)],
  ['94130', area('San Francisco', 37.8235, -122.3705, 500)],
  ['94131', area('San Francisco', 37.7435, -122.437, 700)],
  ['94132', area('San Francisco', 37.722, -122.481, 1000)],
  ['94133', area('San Francisco', 37.8005, -122.4105, 500)],
  ['94134', area('San Francisco', 37.721, -122.409, 900)],
  ['94143', area('San Francisco', 37.7633, -122.4577, 150)],
  ['94158', area('San Francisco', 37.7705, -122.3895, 400)],
  ['94014', area('Daly City', 37.6879, -122.453, 1200)],
  ['94080', area('South San Francisco', 37.6547, -122.4077, 1500)],
  ['94607', area('Oakland', 37.8044, -122.29, 1500)],
  ['94704', area('Berkeley', 37.8664, -122.257, 1000)],
  ['94301', area('Palo Alto', 37.4443, -122.1497, 1500)],
]);
