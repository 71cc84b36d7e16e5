curl -X POST -H @handover.auth \
  https://handover.example/api/v1/requests/azzBjlGOMzvt7fh1TYCdhw/finish
