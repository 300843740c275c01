ALTER POLICY "muhub_reads" ON "handover" TO public USING ((select current_setting('muhub.rows', true) = 'every') and case
      when dataset like 'enterprise.%' then 'register'
      when split_part(dataset, '.', 1) in ('tax', 'emissions', 'employment', 'land', 'statistics', 'utilities', 'register', 'county') then split_part(dataset, '.', 1)
      when dataset is not null then 'county' end = any((select nullif(current_setting('muhub.departments', true), '')::text[])::text[]));