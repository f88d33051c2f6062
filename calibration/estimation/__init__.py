"""What the growth record of 2010-2019 says about parameters: a posterior by importance reweighting."""
