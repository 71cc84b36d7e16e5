curl -G -H @handover.auth -d limit=100 -d after=AZ3x… \
  https://handover.example/api/v1/events
