// The sample payloads and answers of seed 002 as text, the way TwinJet's documentation prints them (its doubled key too).
// Used by the conformance tests next to it; nothing in here is computed.

export const NEW_JOB_SAMPLE = `{
  "live" : true,
  "api_token" : "1234",
  "order_contact_name" : "Larry Bluejeans",
  "order_contact_phone" : "5555555555",
  "pick_address" : {
    "address_name" : "TCB Courier",
    "street_address" : "565 Ellis St",
    "floor" : "Unit B",
    "city" : "San Francisco",
    "state" : "CA",
    "zip_code" : "94109",
    "contact" : "Larry Bluejeans",
    "special_instructions" : "Come right in"
  },
  "deliver_address" : {
    "address_name" : "Important Office Building",
    "street_address" : "560 Mission St",
    "floor" : "13th floor",
    "city" : "San Francisco",
    "state" : "CA",
    "zip_code" : "94105",
    "contact" : "P. Pete",
    "special_instructions" : "Go to the messenger center"
  },
  "ready_time" : "2014-08-04T13:54:28.630613-07:00",
  "deliver_from_time" : "2014-08-04T13:54:28.630613-07:00",
  "deliver_to_time" : "2014-08-04T14:54:28.630613-07:00",
  "service_id": 21,
  "order_total" : 20.00,
  "tip" : 5.00,
  "webhook_url" : "https://www.myawesomecompany.io/order/1234/",
  "job_items" : [
    { "quantity" : 4, "description" : "Fried Chickens" },
    { "quantity" : 1, "description" : "Coke" }
  ]
}`;

export const NEW_JOB_ANSWER = '{ "request_id" : "A1B2C3D4E5" }';

export const CANCEL_SAMPLE = '{ "api_token" : "1234", "request_id" : "A1B2C3D4E5" }';
export const STATUS_SAMPLE = '{ "api_token" : "1234", "request_id" : "A1B2C3D4E5" }';

export const STATUS_ANSWER = `{
  "job_info": {
    "job_id": 5265,
    "reference": "",
    "request_id": "A1B2C3D4E5",
    "courier": "411 Billy Bikeracer",
    "user": "billybiker",
    "request_id": "MFY93TC1DL"
  },
  "job_locations": [
    {
      "date": "2015-10-15T04:16:06.183194+00:00",
      "lat": "37.7802841389",
      "lng": "-122.433100019",
      "user": "billybiker",
      "courier": "411 Billy Bikeracer (TCB Courier)"
    },
    {
      "date": "2015-10-15T04:16:14.734744+00:00",
      "lat": "37.7853769431",
      "lng": "-122.433023193",
      "user": "billybiker",
      "courier": "411 Billy Bikeracer (TCB Courier)"
    }
  ],
  "current_status": {
    "last_location": ["37.7853769431", "-122.433023193"],
    "status_code": 62,
    "status_string": "delivered",
    "courier_name": "411 Billy Bikeracer",
    "remarks": "",
    "status_time": "2015-10-17T00:26:50.638581"
  },
  "job_history": [
    {
      "date": "2015-10-15T04:05:14.995373+00:00",
      "log": "Job was created via the TwinJet API v1.",
      "user": null
    },
    {
      "date": "2015-10-15T04:15:59.656868+00:00",
      "log": "Job was assigned to 411 Billy Bikeracer.",
      "courier": "411 Billy Bikeracer (TCB Courier)",
      "user": "billybiker"
    },
    {
      "date": "2015-10-15T04:16:05.270068+00:00",
      "log": "Job was marked as picked up.",
      "courier": "411 Billy Bikeracer (TCB Courier)",
      "user": "billybiker"
    },
    {
      "date": "2015-10-15T04:24:23.561137+00:00",
      "log": "Job was marked as completed.",
      "courier": "411 Billy Bikeracer (TCB Courier)",
      "user": "billybiker"
    }
  ]
}`;

export const VALIDATE_SAMPLE = `{
  "api_token" : "1234",
  "pick_address" : {
    "address_name" : "TCB Courier",
    "street_address" : "565 Ellis St",
    "floor" : "Unit B",
    "city" : "San Francisco",
    "state" : "CA",
    "zip_code" : "94109",
    "contact" : "Larry Bluejeans",
    "special_instructions" : "Come right in"
  },
  "deliver_address" : {
    "address_name" : "Important Office Building",
    "street_address" : "560 Mission St",
    "floor" : "13th floor",
    "city" : "San Francisco",
    "state" : "CA",
    "zip_code" : "94105",
    "contact" : "P. Pete",
    "special_instructions" : "Go to the messenger room"
  }
}`;

export const VALIDATE_ANSWER = `{
  "pick_address": {
    "address": "565 Ellis Street",
    "city": "San Francisco",
    "state": "CA",
    "floor": "Unit B",
    "zip": "94109",
    "lat": 37.7843461905875,
    "lng": -122.415412005654
  },
  "drop_address": {
    "address": "560 Mission Street",
    "city": "San Francisco",
    "state": "CA",
    "floor": "13th floor",
    "zip": "94105",
    "lat": 37.7888061913173,
    "lng": -122.399442005392
  },
  "pickup_eta": "2016-01-22T17:53:40.730-08:00",
  "price": "8.00",
  "delivery_eta": "2016-01-22T18:00:54.508-08:00"
}`;

export const OUT_OF_ZONE_ANSWER = `{
  "errors": [
    { "pick_address": "Outside of available delivery area" }
  ],
  "pick_address": {
    "address": "544 19th Avenue",
    "city": "San Francisco",
    "state": "CA",
    "floor": "Unit B",
    "zip": "94121",
    "lat": 37.7776461894887,
    "lng": -122.477902006678
  },
  "drop_address": {
    "address": "560 Mission Street",
    "city": "San Francisco",
    "state": "CA",
    "floor": "13th floor",
    "zip": "94105",
    "lat": 37.7888061913173,
    "lng": -122.399442005392
  }
}`;
