curl -G -H @handover.auth -d limit=100 \
  -d after=AAABof6EhRgAAAAAAAAAAI56OtJFTOznVw \
  https://handover.example/api/v1/events
